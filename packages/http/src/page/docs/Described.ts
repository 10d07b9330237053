import { Schema } from "effect"

const content = Schema.optionalKey(
  Schema.Record(
    Schema.String,
    Schema.Struct({
      schema: Schema.Unknown,
      examples: Schema.optionalKey(Schema.Record(Schema.String, Schema.Struct({ value: Schema.Unknown })))
    })
  )
)

const Parameter = Schema.Struct({
  name: Schema.String,
  in: Schema.String,
  required: Schema.Boolean,
  description: Schema.optionalKey(Schema.String),
  schema: Schema.Unknown
})

const OperationDescribed = Schema.Struct({
  operationId: Schema.String,
  tags: Schema.Array(Schema.String),
  summary: Schema.String,
  description: Schema.optionalKey(Schema.String),
  parameters: Schema.Array(Schema.Union([Parameter, Schema.Struct({ $ref: Schema.String })])),
  requestBody: Schema.optionalKey(Schema.Struct({ content })),
  responses: Schema.Record(Schema.String, Schema.Struct({ description: Schema.String, content })),
  "x-rule": Schema.Struct({ who: Schema.String, scope: Schema.String, isFresh: Schema.optionalKey(Schema.Boolean) }),
  "x-policy": Schema.String,
  "x-codeSamples": Schema.optionalKey(Schema.Array(Schema.Struct({ source: Schema.String })))
})
/** An operation as the document describes it. */
export type OperationDescribed = typeof OperationDescribed.Type

/** What people are shown of the document of the API. */
export const Described = Schema.Struct({
  info: Schema.Struct({ title: Schema.String, version: Schema.String, description: Schema.String }),
  tags: Schema.Array(Schema.Struct({ name: Schema.String })),
  paths: Schema.Record(Schema.String, Schema.Record(Schema.String, OperationDescribed)),
  components: Schema.Struct({ schemas: Schema.Record(Schema.String, Schema.Unknown) })
})
/** What people are shown of the document of the API. */
export type Described = typeof Described.Type
