import type { Board, SnapshotKind } from "../../src/challenge/index.ts"
import type { ChallengeId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Snapshots` promises, over one list in which the last word counts. */
export type SnapshotsModel = ReadonlyArray<
  readonly [challengeId: ChallengeId, kind: SnapshotKind, board: Board | undefined]
>

export const put = (
  model: SnapshotsModel,
  challengeId: ChallengeId,
  kind: SnapshotKind,
  board: Board | undefined
): Prediction<SnapshotsModel> => [undefined, [...model, [challengeId, kind, board]]]

export const find = (model: SnapshotsModel, challengeId: ChallengeId, kind: SnapshotKind): Board | undefined =>
  model.findLast(([id, ofKind]) => id === challengeId && ofKind === kind)?.[2]
