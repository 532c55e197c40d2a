/** A failure the user can act on: its message is one sentence and is shown without a stack. */
export declare class StartError extends Error {}

export interface Progress {
  line(text: string): void
  /** Runs `work`, showing the name and the elapsed time; a string it returns is shown behind the name. */
  step<T>(name: string, work: (say: (detail: string) => void) => Promise<T>): Promise<T>
}

export declare function createProgress(options?: { out?: NodeJS.WriteStream; quiet?: boolean }): Progress
