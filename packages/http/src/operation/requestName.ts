/** What a request that names itself may be called. */
export const requestName = /^[\w-]{1,100}$/
