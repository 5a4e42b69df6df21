/** Two names of accounts are the same if this is: whatever their case, form and spaces around them. */
export const accountKey = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

/**
 * Whose session a request means, by the id of the account: in a browser with several accounts the cookie may be another's by now,
 * and what is one person's must be neither sent nor read as somebody else (SU14).
 */
export const ACCOUNT_HEADER = "Atelier-Account";
/** The same in the address, for a stream of events, which has no headers of its own. */
export const ACCOUNT_PARAMETER = "account";
