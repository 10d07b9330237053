import { noBody } from "../operation/define.ts"
import type { AnyOperation } from "../operation/Operation.ts"
import { mayBeAbsent } from "../operation/readRequest.ts"
import { Problem } from "../problem/Problem.ts"
import { curlOf } from "./curlOf.ts"
import { examples } from "./examples.ts"
import { headers } from "./headers.ts"
import type { Json } from "./Json.ts"
import { makeSchemas, type Ref } from "./makeSchemas.ts"
import { ofEvery, parametersOf } from "./parametersOf.ts"
import { responsesOf, shown } from "./responsesOf.ts"

/** What the document says of the whole. */
export interface About {
  readonly title: string
  readonly version: string
  readonly description: string
}

/** The document of the API (OpenAPI 3.1), made of the same operations that are served. */
export const openApi = (operations: ReadonlyArray<AnyOperation>, about: About): Json => {
  const schemas = makeSchemas()
  const problem = schemas.ref(Problem)
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: described(operation, schemas.ref)
    }
  }
  const shared = schemas.finish()
  return {
    openapi: "3.1.0",
    info: {
      title: about.title,
      version: about.version,
      description: about.description,
      license: { name: "MIT", identifier: "MIT" }
    },
    servers: [{ url: "/" }],
    tags: [...new Set(operations.map(({ resource }) => resource))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...shared, Problem: shared.Problem ?? problem },
      parameters: ofEvery,
      headers,
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A token of the identity provider, or a key of Laurel." }
      }
    }
  }
}

const described = (operation: AnyOperation, ref: Ref): Json => {
  const { id, resource, summary, description, rule, body, describedBody = body, method } = operation
  const example = examples.get(id)
  const takesNobody = rule.who === "Anyone" || rule.who === "Seer"
  return {
    operationId: id,
    tags: [resource],
    summary,
    ...(description === undefined ? {} : { description }),
    parameters: parametersOf(operation),
    ...(method === "GET" || body === noBody
      ? {}
      : {
          requestBody: {
            required: !mayBeAbsent(body),
            content: { "application/json": { schema: ref(describedBody), ...shown(example?.body) } }
          }
        }),
    responses: responsesOf(operation, ref),
    security: takesNobody ? [{}, { token: [] }] : [{ token: [] }],
    "x-rule": rule,
    "x-policy": operation.policy,
    ...(example === undefined
      ? {}
      : { "x-codeSamples": [{ lang: "Shell", label: "curl", source: curlOf(operation, example) }] })
  }
}
