import { type ReactNode, useId } from 'react';
import { Boundary } from './Boundary';

/** A named region with its heading; `tools` stand at the right of the heading. */
export function Region({
  name,
  tools,
  children,
}: {
  name: string;
  tools?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="region" aria-labelledby={id} data-region={name}>
      <header className="region-head">
        <h2 id={id}>{name}</h2>
        {tools}
      </header>
      <div className="region-body">
        <Boundary name={name}>{children}</Boundary>
      </div>
    </section>
  );
}
