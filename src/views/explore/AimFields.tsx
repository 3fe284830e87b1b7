import { useId } from 'react';
import { useStore } from 'zustand';
import {
  type ExploreChoices,
  GOALS,
  type GoalChoice,
  type GoalKind,
  goalText,
  serverNames,
} from '../../store/exploreChoices';
import { protocolWords } from '../../store/protocolWords';
import { useSession, useVerbs } from '../shared/useSession';
import { Refusal } from './Refusal';

const AIMS: readonly { value: ExploreChoices['aim']; label: string }[] = [
  { value: 'violation', label: 'A broken safety property' },
  { value: 'goal', label: 'A run in which …' },
];

/** What is searched for. */
export function AimFields() {
  const { exploring } = useVerbs();
  const aim = useStore(exploring.store, (state) => state.choices.aim);
  return (
    <fieldset className="explore-radios">
      <legend>Look for</legend>
      {AIMS.map(({ value, label }) => (
        <label key={value}>
          <input
            type="radio"
            name="explore-aim"
            checked={aim === value}
            onChange={() => exploring.choose({ aim: value })}
          />
          {label}
        </label>
      ))}
      {aim === 'goal' && <GoalFields />}
    </fieldset>
  );
}

function GoalFields() {
  const { exploring } = useVerbs();
  const id = useId();
  const goal = useStore(exploring.store, (state) => state.choices.goal);
  const cluster = useSession((state) => state.scenario.cluster);
  const { position } = protocolWords(cluster.protocol === 'basic' ? 'basic' : 'multi');
  const choose = (change: Partial<GoalChoice>) =>
    exploring.choose({ goal: { ...goal, ...change } });
  const kinds = GOALS.filter(({ only }) => only === undefined || only === cluster.protocol);
  const asks = GOALS.find(({ kind }) => kind === goal.kind)?.asks ?? [];
  return (
    <div className="explore-goal">
      <select
        className="select"
        aria-label="A run in which"
        value={goal.kind}
        // What was chosen is what one begins to write with.
        onChange={(event) => choose({ kind: event.target.value as GoalKind, text: goalText(goal) })}
      >
        {kinds.map(({ kind, label }) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </select>
      {asks.length > 0 && (
        <div className="explore-row">
          {asks.includes('server') && (
            <label>
              Server
              <select
                className="select"
                value={goal.server}
                onChange={(event) => choose({ server: event.target.value })}
              >
                {serverNames(cluster).map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
          )}
          {asks.includes('position') && (
            <label>
              <span className="explore-position">{position}</span>
              <input
                inputMode="numeric"
                autoComplete="off"
                size={4}
                value={goal.position}
                onChange={(event) => choose({ position: event.target.value })}
              />
            </label>
          )}
          {asks.includes('value') && (
            <label>
              Value
              <input
                autoComplete="off"
                size={8}
                placeholder="any"
                value={goal.value}
                onChange={(event) => choose({ value: event.target.value })}
              />
            </label>
          )}
        </div>
      )}
      {goal.kind !== 'differ' && (
        <textarea
          className="mono"
          aria-label="The condition, as in a scenario file"
          aria-describedby={`${id}-refused`}
          rows={2}
          spellCheck={false}
          value={goalText(goal)}
          onChange={(event) => choose({ kind: 'text', text: event.target.value })}
        />
      )}
      <Refusal field="goal" id={`${id}-refused`} />
    </div>
  );
}
