import { openApi } from "../openApi/openApi.ts"
import { operations } from "./operations.ts"

const description = `Challenges, the activities that count for them, their boards, and the money that is settled after them.

Amounts are text of minor units, and scores are text in the decimals of their rule: no reader can turn them into floating-point numbers.
Instants are ISO 8601 in UTC. What cannot be done is answered as problem details (RFC 9457) with a stable \`code\`. Keys that an operation
does not know are refused. Lists come in pages, by cursor. \`X-API-Version\` may be sent along, and is \`v1\` unless said otherwise.`

/** The document of the API (OpenAPI 3.1). */
export const document = (version: string) =>
  openApi(Object.values(operations), { title: "Laurel", version, description })
