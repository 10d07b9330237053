import { canonicalPieces, compareIds, Rows, sha256OfPieces } from "../shared/index.ts"
import type { Standing } from "./Standing.ts"

/**
 * The hash of frozen standings: SHA-256 of all they hold in canonical JSON, by participant id. Their order does not matter;
 * every score, tie-break value, measure and status does.
 */
export const standingsHash = (standings: ReadonlyArray<Standing>): string =>
  sha256OfPieces(
    canonicalPieces(
      Rows.of(
        standings.toSorted((a, b) => compareIds(a.participantId, b.participantId)),
        inOrderOfKeys
      )
    )
  )

/** All that a standing holds, its keys in the order of canonical JSON: so the engine can write it at once. */
const inOrderOfKeys = ({ division, measures, participantId, score, status, team, tieBreak }: Standing) =>
  ({ division, measures, participantId, score, status, team, tieBreak }) satisfies Record<keyof Standing, unknown>
