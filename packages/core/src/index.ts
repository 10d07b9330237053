/** Who asks, what they may see and do. */
export * as Access from "./access/index.ts"
/** What people did: activities, their metrics, and which of them a challenge takes. */
export * as Activity from "./activity/index.ts"
/** Who did what, when and from where: chained by hashes, and how that is verified. */
export * as Audit from "./audit/index.ts"
/** The contest: its definition, its life from draft to settled, and the use cases that carry it. */
export * as Challenge from "./challenge/index.ts"
/** Circles: groups of users that see boards of their own. */
export * as Community from "./community/index.ts"
/** Every amount, double-entry and append-only, and its exports. */
export * as Ledger from "./ledger/index.ts"
export type { Ports, PortsByName, StorePorts } from "./Ports.ts"
/** Money that moves in and out: the port of whoever pays and charges. */
export * as Payment from "./payment/index.ts"
/** How a pool becomes awards: the prize plan, its check, and the exact division. */
export * as Prize from "./prize/index.ts"
/** Standings in order, with ranks under a tie policy. */
export * as Ranking from "./ranking/index.ts"
/** What any use case may need: the port of transactions, and a clock that stands where it is set. */
export * as Runtime from "./runtime/index.ts"
/** How activities become scores, incrementally and explained. */
export * as Scoring from "./scoring/index.ts"
/** From frozen standings to approved plans, ledger entries and payouts. */
export * as Settlement from "./settlement/index.ts"
/** Identifiers, instants, calendars, exact numbers, money, and canonical JSON. */
export * as Shared from "./shared/index.ts"
/** Who is told of what happens, outside: endpoints, deliveries and their tries. */
export * as Webhook from "./webhook/index.ts"
/** What runs without a person: workers, and how they carry out each kind of job. */
export * as Work from "./work/index.ts"
