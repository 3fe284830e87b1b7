import { X } from 'lucide-react';
import { useState } from 'react';
import type { ForeignViolation } from '../../scenarios/foreign/judge';
import type { OpenForeign } from '../../store/foreign';
import { ForeignLines } from './ForeignLines';
import { ForeignLog } from './ForeignLog';
import { ForeignTimeline } from './ForeignTimeline';
import './foreign.css';

/** Somebody else's Paxos, read-only: it opens on the first line that breaks a safety property, if there is one. */
export function ForeignPage({ foreign, onClose }: { foreign: OpenForeign; onClose(): void }) {
  const { trace, judgement } = foreign;
  const [first, ...later] = judgement.violations;
  const [chosen, setChosen] = useState(first?.step ?? trace.steps.length - 1);
  const goToLine = (line: number) => {
    const step = trace.steps.findIndex((one) => one.line === line);
    if (step >= 0) setChosen(step);
  };
  return (
    <>
      <header className="header foreign-header">
        <h1 className="header-name">Paxoscope</h1>
        <p className="foreign-title">
          A trace from elsewhere, read-only: {trace.peers} peers, {trace.steps.length} {trace.unit}s
        </p>
        <button type="button" className="button" onClick={onClose}>
          <X size={16} aria-hidden="true" /> Back to the cluster
        </button>
      </header>
      <main className="app-main foreign-main">
        <section
          className="foreign-verdict"
          aria-label="Verdict"
          data-broken={first !== undefined || undefined}
        >
          {first ? (
            <>
              <Violation violation={first} unit={trace.unit} onGo={goToLine} />
              {later.length > 0 && (
                <details>
                  <summary>
                    {later.length === 1
                      ? 'One more property is'
                      : `${later.length} more properties are`}{' '}
                    broken later
                  </summary>
                  {later.map((violation) => (
                    <Violation
                      key={violation.property}
                      violation={violation}
                      unit={trace.unit}
                      onGo={goToLine}
                    />
                  ))}
                </details>
              )}
            </>
          ) : (
            <p role="status">
              <strong>No {trace.unit} breaks a safety property.</strong> {judged(foreign)}
            </p>
          )}
        </section>
        <div className="foreign-regions">
          <ForeignTimeline foreign={foreign} chosen={chosen} onChoose={setChosen} />
          <ForeignLog trace={trace} chosen={chosen} />
          <ForeignLines foreign={foreign} chosen={chosen} onChoose={setChosen} />
        </div>
      </main>
    </>
  );
}

interface ViolationProps {
  readonly violation: ForeignViolation;
  readonly unit: string;
  onGo(line: number): void;
}

function Violation({ violation, unit, onGo }: ViolationProps) {
  const { line, property, says, sentence, because } = violation;
  return (
    <p role="alert">
      <button type="button" className="button" onClick={() => onGo(line)}>
        Go to {unit} {line}
      </button>{' '}
      <strong>
        {sentence} <span className="foreign-property">{property}</span>
      </strong>{' '}
      {says}
      {because.map((earlier) => (
        <button
          key={earlier}
          type="button"
          className="button button-plain"
          onClick={() => onGo(earlier)}
        >
          {unit} {earlier}
        </button>
      ))}
    </p>
  );
}

/** A property that no line speaks of was not kept, only not tried. */
function judged({ judgement: { verdicts } }: OpenForeign): string {
  const tried = verdicts.filter((verdict) => verdict.judged > 0).length;
  const rest = verdicts.length - tried;
  return `${tried} properties were judged${rest === 0 ? '' : `; about ${rest} more this trace says nothing`}.`;
}
