type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Without the properties that are not there. */
export function present<T extends object>(all: T): Present<T> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(all)) if (value !== undefined) kept[name] = value
  return kept as Present<T>
}
