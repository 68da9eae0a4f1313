/** Purposes of the random streams of the models: the fourth word of a stream's key. Simulation uses words from 100 on. */
export const STREAMS = {
  population: 1,
  purchasing: 2,
  spending: 3,
  futures: 4,
} as const
