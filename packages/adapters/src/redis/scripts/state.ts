import { opened } from "./opened.ts"
import { reading } from "./Script.ts"

/** The version of a board and its count. Told the layout. */
export const stateScript = reading(`${opened}
return { version, count }
`)
