/** What --help prints, but for `check --help`. */
export const HELP = `elasticache-migrator: copies Redis and Valkey data between versions, and proves it.

  elasticache-migrator copy   --source URL --target URL [options]
  elasticache-migrator copy   --resume RUN [options]
  elasticache-migrator verify --source URL --target URL [options]
  elasticache-migrator check  --source URL [--target URL | --new-target CACHE] [options]
  elasticache-migrator check  --rdb FILE [--target URL | --new-target CACHE] [options]
  elasticache-migrator check  --conf FILE [options]

URL is redis://[user[:password]@]host[:port][/db], or rediss:// for TLS. Without /db every database
with data is meant. Give passwords by the environment: ECM_SOURCE_PASSWORD, ECM_TARGET_PASSWORD.
Any node stands for its cluster, and a Sentinel for the one primary that it watches; of several:
redis+sentinel://[user@]host[:port][,host[:port]]/NAME[/db] (rediss+sentinel:// for TLS). User and
password are the primary's; the Sentinels' own is ECM_SOURCE_SENTINEL_PASSWORD, ECM_TARGET_….

  --config FILE.json
                 more options, as a JSON object of their names without the dashes, such as
                 {"match": "app:*", "exclude": ["*:tmp"], "rate-keys": 5000, "dry-run": true};
                 those of the command line win; it must not hold a password
  --report FILE.json
                 write the result document to this file (copy and verify)
  --json         print the result as one JSON document on stdout instead of text
  --help         this, or behind a command what that takes: elasticache-migrator check --help
  --version

TLS (rediss:// addresses). Each for both ends; with --source- or --target- in front, such as
--target-cacert, for that end alone, where it counts more. Files are in PEM form.
  --cacert FILE  the authorities to trust, instead of this machine's and those of
                 NODE_EXTRA_CA_CERTS
  --cert FILE    our certificate, where the server asks for one
  --key FILE     the key of that certificate, not encrypted
  --insecure     take any certificate: whoever stands between can read and change everything
  --source-sni NAME, --target-sni NAME
                 the name that the server's certificate is for, where it is not the address's host,
                 as behind a tunnel
  --source-iam, --target-iam CACHE[,region=REGION][,serverless][,profile=NAME][,renew=SECONDS]
                 sign in to ElastiCache by AWS credentials (URL: rediss://USER@…), each connection by a
                 token of its own, and again every SECONDS (1 to 43200, default 21600). CACHE is the id
                 of the replication group or the name of the serverless cache; REGION by default that
                 of AWS_REGION
  --source-secret, --target-secret ARN[,key=NAME][,profile=NAME]
                 the password is in AWS Secrets Manager, and read at each connection (by default none):
                 the secret's text, or password (and username) of its JSON, or what stands under NAME

Through tunnels (clusters and Sentinels, too):
  --source-address-map, --target-address-map HOST:PORT=HOST:PORT[,…]
                 servers that call themselves what is on the left are dialled at what is on the right,
                 127.0.0.1:7001 for instance; TLS goes by the name on the left

What to copy (by default everything; a key must pass all that are given):
  --match GLOB   only keys that match, as in SCAN MATCH: * ? [a-z] [^a-z], and \\ before a character
                 that means itself
  --exclude GLOB no keys that match; may be given several times
  --type TYPES   only keys of these types: string,list,set,zset,hash,stream,module
  --ttl CLASS    only keys with an expiry (with), or only those that have none (without)
  --db N[,N]     only these databases, each to the same number
  --map-db A:B[/PREFIX][,A:B[/PREFIX]]
                 only these databases: A of the source to B of the target, there with the prefix in
                 front of every key, so that several fit into one (0:0,1:0/app1:)
  --slots RANGES only keys of these slots (0 to 16383), such as 0-5460,9000; of a cluster, only the
                 nodes that serve them are scanned
  --min-bytes N[k|M|G], --max-bytes N[k|M|G]
                 only keys that take so much of the source's memory (MEMORY USAGE; powers of ten)
  --min-idle N, --max-idle N
                 only keys that were last used so many seconds ago (OBJECT IDLETIME), which a source
                 with an LFU policy cannot tell
  --sample N     a rehearsal: stop after N keys (from 1) of those chosen, whichever come first
With any of these but --exclude, --db and --map-db, function libraries stay behind. Keys that --match
and --slots leave out are not read; the others are, and counted as excluded.

How to copy:
  --on-conflict  what to do with a key that the target holds: replace it (default), skip it, or
                 fail: leave it alone and put the source's key in quarantine
  --dry-run      read and re-encode, but write nothing, and tell what would have been copied; what
                 shows only in writing (a full target, a key that it refuses) is not foreseen
  --read-from    where to read keys of the source: its primary (default), or a replica, of each node in
                 a cluster, that is in step when the copy begins; the primary lists functions only. Also
                 of verify
  --eviction-data
                 carry how long ago each key was used (IDLETIME, in seconds), or under an LFU policy of
                 the source how often (FREQ, 0 to 255); by default keys are as if just written
  --lanes N      connections to each node that read, and as many that write (1 to 16; default 1): for
                 servers with I/O threads, TLS, or long lines that slow single connections down
  --rate-keys N  read N keys a second at most (from 1), excluded ones too; by default no limit
  --big-key-bytes N[k|M|G]
                 keys that take more memory than this (from 1, by default 64M) are copied part by part
                 into a temporary key of the same slot, which gets the key's name when it is whole;
                 verify compares those, and any above 32M, part by part
  --max-memory N[k|M|G]
                 how much memory the copy takes, this program included (from 150M, by default 200M):
                 with less, smaller keys than --big-key-bytes are copied part by part, too
  --rate-bytes N[k|M|G]
                 read N bytes of payload a second at most, k, M and G being powers of ten (from 1);
                 by default no limit
  --retry-for SECONDS
                 how long to wait for an end that fails while nothing else comes forward: a lost
                 connection, a restart, a failover, a full target (0 to 3600, 30 by default; 0 fails at
                 once); also of verify
  --auto-pace    go slower while the source's answers take 10 ms longer (or as long again) than before
                 the copy, and faster again when they do not; --rate-keys and --rate-bytes hold too
  --resume RUN   go on with a copy that was interrupted: RUN is what it named when it began, or the
                 path of its file. Addresses and options are the run's; only the pace, --retry-for,
                 --max-memory, lanes, TLS, IAM and passwords are given again. Dry runs and
                 rehearsals are not kept.

Verifying, after a copy in the same run (--verify given) or by the command verify (default full):
  --verify full  type, expiry and content of every key
  --verify quick type, length and expiry of every key; values are not read, so that changed content
                 of the same length is not seen
  --verify sample:N
                 as full, but N keys of each side (from 1), chosen at random
  --repair       copy again what differs or is missing (after a copy by --on-conflict skip or fail: what
                 is missing only), then compare that once more; keys that only the target holds are
                 reported and stay. Without it nothing is written
  --delete-extra N
                 with verify --repair: delete from the target what only it holds, N keys at most
                 (from 1): no more than a verification told you of. Without it none
Both ways: keys that only the target holds differ too. Verify takes what a copy takes to choose keys,
but for --sample. A key that differs is looked at again, up to 3 times within half a second.

SIGUSR1 pauses a copy, SIGUSR2 lets it go on.
Runs are kept in $XDG_STATE_HOME or ~/.local/state, in elasticache-migrator/runs, about once a second.

The result goes to stdout, progress to stderr. Exit code 0: done and nothing lost. 1: finished, but
keys were quarantined, lost something or differ, or the check found an error (see --fail-on).
2: usage. 3: could not run. 130: cancelled.
`;
