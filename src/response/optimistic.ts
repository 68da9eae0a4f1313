import type {Distribution} from './distribution.js'

/**
 * The preset `optimistic` takes published sizes at face value where evidence.csv shrinks them, lets no effect wear off and
 * never lets a program do nothing. Everything not listed keeps its prior. A scenario to hold against `sceptical`, not a forecast.
 */
export const OPTIMISTIC_PRIORS: Readonly<Record<string, {readonly prior: Distribution; readonly source: string}>> = {
  lp_hazard: {
    prior: {kind: 'lognormal', mean: -0.3567, sd: 0.075},
    source: 'Gopalakrishnan et al. 2021 at face value: +24 % five-year value from attrition at 70 % yearly retention needs a ratio of 0.68;'
      + ' held at the floor of 0.70',
  },
  goal_gamma: {prior: {kind: 'lognormal', mean: 0.22, sd: 0.065}, source: 'Kivetz, Urminsky & Zheng 2006, not halved'},
  cb_respend: {prior: {kind: 'beta', a: 6.4, b: 13.6}, source: 'Vana, Lambrecht & Bertini 2018: .32'},
  sxgy_active: {prior: {kind: 'lognormal', mean: 0.1044, sd: 0.06}, source: 'Kadiyala 2024: +11 %'},
  sxgy_lapsed: {prior: {kind: 'lognormal', mean: 0.239, sd: 0.1}, source: 'Kadiyala 2024: +27 %'},
  wb_msg: {prior: {kind: 'lognormal', mean: -3.9633, sd: 0.4}, source: 'Holtrop & Wieringa 2023: +1.9 points'},
  wb_offer: {prior: {kind: 'lognormal', mean: -3.3524, sd: 0.4}, source: 'Holtrop & Wieringa 2023: +3.5 points'},
}
