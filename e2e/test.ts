import { test as base, expect, type Page } from '@playwright/test';

/** What the page did that it must never do. */
export interface Misdeeds {
  /** Security policy violations, as "directive: what was blocked". */
  violations: string[];
  /** Addresses outside the page's own origin that it asked for. */
  foreignRequests: string[];
  /** Uncaught errors. */
  errors: string[];
  /** Directives that a test runs into on purpose; it adds them here beforehand. */
  provoked: string[];
}

/**
 * The `test` that every specification here uses: it watches the page, and fails when the page broke
 * the security policy, spoke to another host, or threw an error, whatever the test was about.
 */
export const test = base.extend<{ misdeeds: Misdeeds }>({
  misdeeds: [
    async ({ page, baseURL }, use) => {
      const misdeeds = await watch(page, new URL(baseURL ?? '').origin);
      await use(misdeeds);
      const { violations, foreignRequests, errors, provoked } = misdeeds;
      const unprovoked = violations.filter((text) => !provoked.some((it) => text.startsWith(it)));
      expect(unprovoked, 'security policy violations').toEqual([]);
      expect(foreignRequests, 'requests to other hosts').toEqual([]);
      expect(errors, 'uncaught errors').toEqual([]);
    },
    { auto: true },
  ],
});

async function watch(page: Page, origin: string): Promise<Misdeeds> {
  const misdeeds: Misdeeds = { violations: [], foreignRequests: [], errors: [], provoked: [] };
  page.on('pageerror', (error) => misdeeds.errors.push(error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const stays = url.origin === origin || url.protocol === 'data:';
    if (!stays) misdeeds.foreignRequests.push(request.url());
  });
  await page.exposeFunction('reportViolation', (text: string) => {
    misdeeds.violations.push(text);
  });
  await page.addInitScript(() => {
    const { reportViolation } = globalThis as unknown as {
      reportViolation: (text: string) => void;
    };
    document.addEventListener('securitypolicyviolation', (event) => {
      reportViolation(`${event.effectiveDirective}: ${event.blockedURI}`);
    });
  });
  return misdeeds;
}

export { expect };
