/**
 * `Cache-Control` of what is one person's own: kept by nobody on the way, and passed on as it is (RFC 9111, sections 5.2.2.5
 * and 5.2.2.6). A network that hides addresses of e-mail, minifies or adds scripts would break pages that hold all
 * of that to a policy.
 */
export const NO_STORE = 'private, no-store, no-transform'
