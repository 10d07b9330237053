import type { Command } from "commander"

/** The options of a command that lives long, for whoever wants to see it run. */
export const observed = (command: Command): Command =>
  command
    .optionsGroup("Seeing it run:")
    .option("--log <format>", "a line each request or job: json, text or off")
    .option("--metrics-port <n>", "show metrics to Prometheus at this port")
    .option("--metrics-host <address>", "and at this address", "127.0.0.1")
    .option("--traces <url>", "send traces there: http://collector:4318/v1/traces")
    .option("--trace-sample <share>", "of this share of the requests", "0.01")
