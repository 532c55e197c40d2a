import { type Ppm, ppmOf } from '../domain/rate.js'

/** A rate as it is published, `12.15`, in parts per million. */
export const percent = (value: string): Ppm => ppmOf(Number(value))
