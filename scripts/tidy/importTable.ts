/**
 * The import table of the house style, as data.
 *
 * Every file belongs to one zone. A zone may import itself, the zones listed for it, and the third parties listed for it.
 */
export interface Zone {
  readonly mayImport: ReadonlyArray<string>
  /** Package names; `node:` stands for the built-ins, `declared` for what the package's own manifest lists. */
  readonly thirdParties: ReadonlyArray<string>
}

/** Which zone a path belongs to: the first pattern that matches; `$1` is the folder it caught. */
export const zonePatterns: ReadonlyArray<readonly [pattern: RegExp, zone: string]> = [
  [/^packages\/core\/src\/([^/]+)\/.*/, "core/$1"],
  [/^packages\/core\/src\/.*/, "core"],
  [/^packages\/core\/(contracts|simulation)\/.*/, "$1"],
  [/^packages\/adapters\/src\/([^/]+)\/.*/, "adapters/$1"],
  [/^packages\/adapters\/src\/.*/, "adapters"],
  [/^packages\/(cli|http)\/src\/(?:.*\/)?(?:main|config|runtime)\.ts$/, "$1/root"],
  [/^packages\/cli\/src\/(?:commands\/serve\/|commands\/doctor\/ofServer\.ts$|observing\/).*/, "cli/serve"],
  [/^packages\/cli\/src\/commands\/(?:.*\/)?simulate(?:\/.*)?\.ts$/, "cli/simulate"],
  [/^packages\/cli\/src\/commands\/(?:.*\/)?simulate\/.*$/, "cli/simulate"],
  [/^packages\/(cli|http)\/(?:src|bin|dist)\/.*/, "$1"],
  [/^packages\/([^/]+)\/(?:test|bench)\/.*/, "$1/test"],
  [/^examples\/.*/, "examples"],
  [/^scripts\/.*/, "scripts"],
  [/^[^/]+$/, "root"]
]

/** The line of the concepts: each may import the ones named, and all that those may import. */
export const concepts: Readonly<Record<string, ReadonlyArray<string>>> = {
  shared: [],
  activity: ["shared"],
  scoring: ["activity"],
  ranking: ["scoring"],
  prize: ["ranking"],
  board: ["ranking"],
  invite: ["shared"],
  challenge: ["prize", "board", "ledger", "payment", "webhook", "invite"],
  ledger: ["shared"],
  payment: ["shared"],
  audit: ["shared"],
  webhook: ["audit"],
  settlement: ["challenge", "ledger"],
  community: ["challenge"],
  access: ["challenge", "community"],
  work: ["settlement", "runtime"],
  runtime: ["shared"]
}

/** Concepts whose use cases (never their decisions) may import `runtime`. */
export const conceptsWithUseCases: ReadonlyArray<string> = [
  "access",
  "audit",
  "challenge",
  "community",
  "settlement",
  "webhook"
]

const coreThirdParties = ["effect", "@noble/hashes"]
const suiteThirdParties = ["effect", "@effect/vitest", "vitest", "fast-check"]
const cores = ["core", "core/*"]

const reach = (concept: string): ReadonlyArray<string> => {
  const direct = concepts[concept] ?? []
  return [...new Set([...direct, ...direct.flatMap(reach)])]
}

const conceptZones = Object.keys(concepts).map((concept): readonly [string, Zone] => [
  `core/${concept}`,
  { mayImport: reach(concept).map((other) => `core/${other}`), thirdParties: coreThirdParties }
])

/** What each zone may import. `x/*` means every zone below x. */
export const zones: ReadonlyMap<string, Zone> = new Map([
  ...conceptZones,
  ["core", { mayImport: ["core/*"], thirdParties: coreThirdParties }],
  ["contracts", { mayImport: cores, thirdParties: suiteThirdParties }],
  ["simulation", { mayImport: [...cores, "contracts"], thirdParties: suiteThirdParties }],
  ["core/test", { mayImport: [...cores, "contracts", "simulation"], thirdParties: ["declared", "node:"] }],
  ["adapters", { mayImport: [...cores, "adapters/*"], thirdParties: ["declared", "node:"] }],
  [
    "adapters/*",
    { mayImport: [...cores, "adapters/decorators", "adapters/node"], thirdParties: ["declared", "node:"] }
  ],
  [
    "adapters/test",
    {
      // An own adapter is shown as an example, and its contract run as a test.
      mayImport: [...cores, "adapters", "adapters/*", "contracts", "simulation", "examples"],
      thirdParties: ["declared", "node:"]
    }
  ],
  ["cli", { mayImport: [...cores, "cli/*"], thirdParties: ["declared", "node:"] }],
  ["cli/serve", { mayImport: [...cores, "cli", "cli/*", "http"], thirdParties: ["declared", "node:"] }],
  [
    "cli/simulate",
    { mayImport: [...cores, "cli", "cli/*", "simulation", "contracts"], thirdParties: ["declared", "node:"] }
  ],
  [
    "cli/root",
    { mayImport: [...cores, "cli", "cli/*", "adapters", "adapters/*"], thirdParties: ["declared", "node:"] }
  ],
  [
    "cli/test",
    {
      mayImport: [...cores, "cli", "cli/*", "adapters", "adapters/*", "http", "contracts", "simulation"],
      thirdParties: ["declared", "node:"]
    }
  ],
  ["http", { mayImport: [...cores, "http/*"], thirdParties: ["declared", "node:"] }],
  [
    "http/root",
    { mayImport: [...cores, "http", "http/*", "adapters", "adapters/*"], thirdParties: ["declared", "node:"] }
  ],
  [
    "http/test",
    {
      mayImport: [...cores, "http", "http/*", "adapters", "adapters/*", "contracts", "simulation"],
      thirdParties: ["declared", "node:"]
    }
  ],
  [
    "examples",
    {
      mayImport: [...cores, "adapters", "adapters/*", "cli", "http", "contracts", "simulation"],
      thirdParties: ["effect", "node:"]
    }
  ],
  [
    "scripts",
    {
      mayImport: [...cores, "adapters", "adapters/*", "cli", "http", "contracts", "simulation"],
      thirdParties: ["declared", "effect", "node:"]
    }
  ],
  ["root", { mayImport: [], thirdParties: ["declared", "node:"] }]
])

/** The root modules of effect 4.1 that are tagged stable; a test compares this list with the installed package. */
export const stableEffectModules: ReadonlySet<string> = new Set(
  `Array BigDecimal BigInt Boolean Brand Cache Cause Channel Chunk Clock Combiner Config ConfigProvider Console Context Cron Data
  DateTime Deferred Differ Duration Effect Effectable Equal Equivalence Exit Fiber FiberHandle FiberMap FiberSet Filter Formatter
  Function HKT Hash HashMap HashSet Inspectable Iterable JsonPatch JsonPointer JsonSchema Latch Layer LogLevel Logger ManagedRuntime
  Match Metric MutableHashMap MutableHashSet MutableList MutableRef NonEmptyIterable Number Optic Option Order Ordering Pipeable Pool
  Predicate PrimaryKey PubSub Pull Queue Random RcMap RcRef Record Redactable Redacted Reducer Ref References RegExp Request
  RequestResolver Resource Result Runtime Schedule Scheduler Schema SchemaAST SchemaGetter SchemaIssue SchemaParser
  SchemaRepresentation SchemaTransformation Scope ScopedCache ScopedRef Semaphore Sink StandardSchema Stream String Struct
  SubscriptionRef Symbol SynchronizedRef Take Tracer Trie Tuple TxDeferred TxHashMap TxHashSet TxPriorityQueue TxPubSub TxQueue
  TxReentrantLock TxRef TxSemaphore TxSubscriptionRef Types UndefinedOr Unify Utils`.split(/\s+/)
)

/** The functions the root of effect re-exports from its stable module `Function`. */
export const stableEffectFunctions: ReadonlySet<string> = new Set([
  "absurd",
  "cast",
  "flow",
  "hole",
  "identity",
  "pipe"
])
