import { facts } from "./0001_facts/migration.ts"
import { money } from "./0002_money/migration.ts"
import { charges } from "./0003_charges/migration.ts"
import { audit } from "./0004_audit/migration.ts"
import { dueDates } from "./0005_due_dates/migration.ts"
import { jobs } from "./0006_jobs/migration.ts"
import { planTexts } from "./0007_plan_texts/migration.ts"
import { boards } from "./0008_boards/migration.ts"
import { statistics } from "./0009_statistics/migration.ts"
import { access } from "./0010_access/migration.ts"
import { payoutProviders } from "./0011_payout_providers/migration.ts"
import { budgets } from "./0012_budgets/migration.ts"
import { webhooks } from "./0013_webhooks/migration.ts"
import { streamTokens } from "./0014_stream_tokens/migration.ts"
import { chargeProviders } from "./0015_charge_providers/migration.ts"
import { search } from "./0016_search/migration.ts"
import { linesBySettlement } from "./0017_lines_by_settlement/migration.ts"
import { dailyParts } from "./0018_daily_parts/migration.ts"
import { pagesOfActivities } from "./0019_pages_of_activities/migration.ts"
import { keysFirst } from "./0020_keys_first/migration.ts"
import { ownActivities } from "./0021_own_activities/migration.ts"
import { asideByKey } from "./0022_aside_by_key/migration.ts"
import { entriesOfUsers } from "./0023_entries_of_users/migration.ts"
import { circles } from "./0024_circles/migration.ts"
import { invites } from "./0025_invites/migration.ts"
import { adjustments } from "./0026_adjustments/migration.ts"
import type { Migration } from "./Migration.ts"

/** Every migration, in order. */
export const migrations: ReadonlyArray<Migration> = [
  facts,
  money,
  charges,
  audit,
  dueDates,
  jobs,
  planTexts,
  boards,
  statistics,
  access,
  payoutProviders,
  budgets,
  webhooks,
  streamTokens,
  chargeProviders,
  search,
  linesBySettlement,
  dailyParts,
  pagesOfActivities,
  keysFirst,
  ownActivities,
  asideByKey,
  entriesOfUsers,
  circles,
  invites,
  adjustments
]
