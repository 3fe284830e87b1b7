import { useFlash } from './useFlash';

/** One register of an acceptor: its name, where there is room for it, and what stands in it. */
export function Register({ name, value, seq }: { name: string; value: string; seq: number }) {
  const flash = useFlash(value, seq);
  return (
    <span className="register" ref={flash}>
      {name && <span className="register-name">{name}</span>}
      <span className="register-value">{value}</span>
    </span>
  );
}
