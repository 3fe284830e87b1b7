import { expect, type Misdeeds, test } from './test';

// These attacks must run into the policy; otherwise its silence elsewhere would prove nothing.

async function expectRefusal(misdeeds: Misdeeds, directive: string) {
  const refusal = expect.stringContaining(directive);
  await expect.poll(() => misdeeds.violations).toContainEqual(refusal);
}

test('an injected inline script does not run', async ({ page, misdeeds }) => {
  misdeeds.provoked.push('script-src');
  await page.goto('./');
  const title = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "stolen"';
    document.body.append(script);
    return document.title;
  });
  expect(title).toBe('Paxoscope');
  await expectRefusal(misdeeds, 'script-src');
});

test('text is not evaluated as a program', async ({ page, misdeeds }) => {
  misdeeds.provoked.push('script-src');
  await page.goto('./');
  // From a timer, because what a debugger evaluates directly is exempt from the policy.
  const outcome = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            // biome-ignore lint/security/noGlobalEval: the attack that the policy must stop
            const evaluate = globalThis.eval;
            resolve(`ran: ${evaluate('1 + 1')}`);
          } catch (error) {
            resolve((error as Error).name);
          }
        });
      }),
  );
  expect(outcome).toBe('EvalError');
  await expectRefusal(misdeeds, 'script-src');
});

test('another host cannot be reached', async ({ page, misdeeds }) => {
  misdeeds.provoked.push('connect-src');
  await page.goto('./');
  const outcome = await page.evaluate(() =>
    fetch('https://elsewhere.invalid/').then(
      () => 'answered',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
  await expectRefusal(misdeeds, 'connect-src');
});
