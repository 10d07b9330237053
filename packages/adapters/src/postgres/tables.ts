import type { ApiKeyTable, BudgetTable, KeptAnswerTable, StreamTokenTable } from "./AccessTables.ts"
import type { ActivityTable } from "./ActivityRow.ts"
import type { AdjustmentTable } from "./AdjustmentRow.ts"
import type { AuditHeadTable, AuditTable } from "./AuditTables.ts"
import type { SnapshotPartTable, SnapshotTable } from "./BoardRows.ts"
import type { BoardRowTable, BoardTable } from "./boards/BoardTables.ts"
import type { ChallengeTable } from "./ChallengeRow.ts"
import type { ChargeTable } from "./ChargeRow.ts"
import type { CircleMemberTable, CircleTable } from "./CircleRow.ts"
import type { DailyBoardTable, DailyParticipantsTable, DailyPlacesTable } from "./DailyRow.ts"
import type { DepositTable } from "./DepositRow.ts"
import type { DueDateTable } from "./DueDateRow.ts"
import type { EntryTable } from "./EntryRow.ts"
import type { InviteTable } from "./InviteRow.ts"
import type { MoneyTables } from "./MoneyTables.ts"
import type { MigrationTable } from "./migrations/MigrationTable.ts"
import type { OutboxHeadTable, OutboxTable } from "./OutboxTables.ts"
import type { ScoreTable } from "./ScoreRow.ts"
import type { SettlementTables } from "./SettlementTables.ts"
import type { ActiveUserTable, ChallengeHourTable, ChallengeTallyTable, ParticipantTallyTable } from "./TallyTables.ts"
import type { WebhookDeliveryTable, WebhookEndpointTable } from "./WebhookTables.ts"

/** Every table of the store, as its statements see them. */
export interface Tables extends MoneyTables, SettlementTables {
  readonly active_user: ActiveUserTable
  readonly activity: ActivityTable
  readonly api_key: ApiKeyTable
  readonly audit: AuditTable
  readonly audit_head: AuditHeadTable
  readonly board: BoardTable
  readonly board_row: BoardRowTable
  readonly budget: BudgetTable
  readonly adjustment: AdjustmentTable
  readonly challenge: ChallengeTable
  readonly challenge_hour: ChallengeHourTable
  readonly challenge_tally: ChallengeTallyTable
  readonly circle: CircleTable
  readonly circle_member: CircleMemberTable
  readonly daily_board: DailyBoardTable
  readonly daily_participants: DailyParticipantsTable
  readonly daily_places: DailyPlacesTable
  readonly deposit: DepositTable
  readonly charge: ChargeTable
  readonly due_date: DueDateTable
  readonly entry: EntryTable
  readonly invite: InviteTable
  readonly kept_answer: KeptAnswerTable
  readonly migration: MigrationTable
  readonly outbox: OutboxTable
  readonly outbox_head: OutboxHeadTable
  readonly participant_tally: ParticipantTallyTable
  readonly score: ScoreTable
  readonly snapshot: SnapshotTable
  readonly snapshot_part: SnapshotPartTable
  readonly stream_token: StreamTokenTable
  readonly webhook_delivery: WebhookDeliveryTable
  readonly webhook_endpoint: WebhookEndpointTable
}
