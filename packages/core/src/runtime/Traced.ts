import { Context } from "effect"

/** Whether it is told of what runs what it is made of, step by step. Of most that runs it is not: telling costs more than the step. */
export const Traced = Context.Reference<boolean>("@laurel/core/runtime/Traced", { defaultValue: () => false })
