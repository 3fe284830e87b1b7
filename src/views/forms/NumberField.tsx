interface NumberFieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: number;
}

/** A number to fill in; what it must be, the form's own check says. */
export function NumberField({ name, label, value }: NumberFieldProps) {
  return (
    <label>
      {label}
      <input name={name} inputMode="decimal" defaultValue={value} autoComplete="off" />
    </label>
  );
}
