import type { ReactNode } from 'react';

/** One line of a list of facts; a long one is cut, and its tooltip has it in full. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd title={typeof children === 'string' ? children : undefined}>{children}</dd>
    </div>
  );
}
