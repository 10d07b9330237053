/** How Redis is reached. What is left out has the default named. */
export interface RedisOptions {
  /** `redis://user:password@host:port/database`, or `rediss://` for TLS. */
  readonly url: string
  /** Whether it is a node of a Cluster that answers there: no. */
  readonly isCluster?: boolean
  /** Further nodes by which a Cluster may be found: none. */
  readonly otherUrls?: ReadonlyArray<string>
  /** What the names of all keys begin with: `laurel`. */
  readonly prefix?: string
  /** How long to wait for a connection before boards are unavailable for now, in milliseconds: 1 000. */
  readonly connectTimeoutMs?: number
  /** How long one command may take before it is given up, in milliseconds: 1 000. */
  readonly commandTimeoutMs?: number
}

export const defaults = {
  prefix: "laurel",
  connectTimeoutMs: 1_000,
  commandTimeoutMs: 1_000
} as const
