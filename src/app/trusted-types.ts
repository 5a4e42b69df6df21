interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * Under `require-trusted-types-for 'script'` a text may become the address of a worker or service worker only if it is
 * a file of this app. There is no rule for HTML here: Solid's templates and DOMPurify have policies of their own, and
 * any other text that reaches `innerHTML` throws. Must be the first import of the page.
 */
const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;

factory?.createPolicy("default", {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError(`A script of another origin: ${url}`);
    return url;
  },
});
