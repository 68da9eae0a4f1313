/** Purposes of the random streams of the simulation: the fourth word of a stream's key. The models have 1..99, the response 150. */
export const STREAMS = {
  /** one exponential per life, one uniform each for joining, taking an active part, redeeming */
  life: 100,
  /** candidate visits: gap, mark, basket */
  path: 101,
  /** what the mechanics ask chance for */
  chance: 102,
  /** how many newcomers, and when */
  arrivals: 103,
  /** does a campaign bring her back? */
  campaigns: 104,
  /** friends a member brings, and when */
  referrals: 105,
  /** the life of somebody won back, or of a friend */
  later: 106,
} as const
