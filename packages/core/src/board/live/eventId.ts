import { Option } from "effect"
import type { Mark, TierMarks } from "./Mark.ts"

const nothing = "-"

/** A text of what somebody has, short enough for the id of an event: `17~1x3f.9~k7`, or `17~1x3f.-` without the second tier. */
export const eventId = ({ top, next }: TierMarks): string => `${markText(top)}.${markText(next)}`

const markText = (mark: Mark | undefined): string =>
  mark === undefined ? nothing : `${mark.version}~${mark.check.toString(36)}`

const written = /^(?:-|(\d{1,16})~([0-9a-z]{1,7}))\.(?:-|(\d{1,16})~([0-9a-z]{1,7}))$/

/** What whoever names this event has; nothing when the text is not the id of an event. */
export const readEventId = (text: string): Option.Option<TierMarks> =>
  Option.map(Option.fromNullishOr(written.exec(text)), ([, version, check, nextVersion, nextCheck]) => ({
    ...readMark("top", version, check),
    ...readMark("next", nextVersion, nextCheck)
  }))

const readMark = <Name extends string>(name: Name, version: string | undefined, check: string | undefined) =>
  version === undefined || check === undefined
    ? {}
    : { [name]: { version: Number(version), check: Number.parseInt(check, 36) } }
