/** What `check --help` prints. */
export const CHECK_HELP = `elasticache-migrator check: says what a migration will meet, by which routes. Nothing is written.

  elasticache-migrator check --source URL [--target URL | --new-target CACHE] [options]
  elasticache-migrator check --rdb FILE [--target URL | --new-target CACHE] [options]
  elasticache-migrator check --conf FILE [options]

Addresses, passwords, TLS, --config and --json are as elasticache-migrator --help tells.

What to check:
  --rdb FILE     an RDB file instead of --source: every key of it is seen, whatever its size. Without a
                 target, what each engine version of ElastiCache makes of it
  --new-target ENGINE-VERSION[,CHOICE...]
                 instead of --target, an ElastiCache cache that is yet to be created, such as valkey-8.2
                 or redis-7.1. Choices: serverless, cluster=SHARDS, node=TYPE, region=NAME, databases=N,
                 and tls, auth, multi-az, at-rest, same-vpc, or no-tls and so on; others stay unknown
  --rehearse SECONDS, --rehearse keys:N
                 read keys of the source as a copy would, for so long (1 to 300 s) or so many (60 s at
                 most), and throw them away: the estimate then rests on that. Nothing is written. It
                 holds back while the source answers late. Before Redis 7.2 it counts as a use of the
                 keys (OBJECT IDLETIME); later, and on every Valkey, it does not. By default not at all
  --source-is PLACE, --target-is PLACE
                 elasticache, serverless or self-managed, where the address does not tell, as behind a
                 tunnel (by default by the address); and after commas what you know of it: same-vpc,
                 multi-az, at-rest, tls, auth, data-tiering, global-datastore, each also with no-
  --ask-aws      ask AWS (by AWS_PROFILE and AWS_REGION) about ends that have the name of an ElastiCache
                 endpoint: Multi-AZ, encryption, data tiering. By default nobody is asked

What a check tells (as text by default, or as --json):
  --all          every finding in full, also those of other routes than the recommended one
  --markdown     as Markdown, to be kept or handed on (not with --conf)
  --sarif        as a SARIF 2.1.0 log, which code scanners read
  --fail-on SEVERITY
                 exit with 1 from findings of this severity on: error (default), warning, info

Checking a redis.conf or valkey.conf, without any server:
  --conf FILE    say of each line that the server would refuse why, where, and what to write instead;
                 what it includes is read too, from the folder of FILE where its path is relative
  --engine NAME, --engine-version X[.Y[.Z]]
                 the server that it is for, redis or valkey, such as valkey 8.1; by default what a line
                 "# engine: valkey 8.1" in the file says, else a guess from its directives
  --for elasticache
                 tell also what becomes of each setting in Amazon ElastiCache

The report goes to stdout. Exit code 0: nothing stands in the way. 1: there is a finding of the severity
of --fail-on or worse. 2: usage. 3: could not run. 130: cancelled.
`;
