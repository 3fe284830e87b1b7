/** What is to be agreed on. */
export function ValueField() {
  return (
    <label>
      Value
      <input
        name="value"
        defaultValue=""
        autoComplete="off"
        data-focus
        placeholder="for example pear"
      />
    </label>
  );
}
