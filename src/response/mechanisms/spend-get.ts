import type {Mechanism} from '../effects.js'

/**
 * Spend X, get a credit of Y: while it waits, its holder comes sooner, lapsed ones more so; one that ran out unused puts people off
 * for half a year. Sources: Kadiyala 2024; Venkatesan & Farris 2012.
 */
export const spendGet: Mechanism = {
  id: 'spend-get',
  equation: 'ln visits += ln(sxgy_active or, silent for 4 months, sxgy_lapsed)·G(v)·D(t) while a credit is valid;'
    + '  += ln(credit_nonredeem)·G(v)·D(t) for 6 months after it ran out unused',
  evidence: ['sxgy_active', 'sxgy_lapsed', 'credit_nonredeem', 'credit_redeem'],
  appliesTo: ({families}) => families.has('voucher'),
  contribute(effects, draw) {
    effects.voucherActive += draw.log('sxgy_active')
    effects.voucherLapsed += draw.log('sxgy_lapsed')
    effects.voucherUnused += draw.log('credit_nonredeem')
  },
}
