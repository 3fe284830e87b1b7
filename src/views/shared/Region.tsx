import { createContext, type ReactNode, useContext, useId } from 'react';
import { Boundary } from './Boundary';

/** Where regions share one place: the tabs that change between them, in the place of the heading. */
export const SharedPlace = createContext<ReactNode>(null);

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
  const places = useContext(SharedPlace);
  return (
    <section className="region" aria-labelledby={id} data-region={name}>
      <header className="region-head">
        <h2 id={id} className={places ? 'visually-hidden' : undefined}>
          {name}
        </h2>
        {places}
        {tools}
      </header>
      <div className="region-body">
        <Boundary name={name}>{children}</Boundary>
      </div>
    </section>
  );
}
