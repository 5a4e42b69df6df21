/** What can go wrong, by number; a test of it has the number in its title ("failure 7", "failures 6, 15"). */
export const FAILURES = new Map(
  [
    "the leader's worker ends in the middle of a transaction",
    "killed after the commit, before the reply",
    "the same mutation id with other arguments",
    "the leader's tab is closed, reloaded, or crashes",
    "ten tabs at once",
    "opening file handle k fails",
    "the holder is killed while another worker installs",
    "the leader is frozen",
    "a follower is closed with an unacknowledged intent",
    "the leader dies during a migration",
    "the leader has older code than a follower",
    "the database is newer than the code",
    "the late reply of an old epoch",
    "a subscription across a failover",
    "REPLACE, WITHOUT ROWID and DELETE of a whole table",
    "the device is full in the middle of a write",
    "the pool of files is full",
    "no write-ahead log is granted",
    "a backup while the log holds writes",
    "no storage in this browser",
    "the back/forward cache",
    "service worker and page push at once",
    "the service worker gets 401 or 500",
    "acknowledged to the service worker, and the app killed before it knows",
    "the first start offline after the install",
    "the whole browser is killed in a write loop",
    "a transaction whose work waits",
    "an import or a migration fails",
    "the power is cut in a restore",
    "the app is updated while somebody types",
  ].map((text, i) => [i + 1, text]),
);

const IN_TITLE = /failures? (\d+(?:(?:, | and )\d+)*)/gi;
/** The same as a pattern for the runners. */
export const ANY = "failures? [0-9]";

/** The numbers that a title names. */
export const numbersIn = (title) => [...title.matchAll(IN_TITLE)].flatMap(([, list]) => list.split(/, | and /).map(Number));
