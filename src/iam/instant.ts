import { type Decimal, decimalText, readDecimal } from './decimal.ts';

/**
 * W3C's profile of ISO 8601: https://www.w3.org/TR/NOTE-datetime. A time of day has a zone.
 * Year, month, day, hour, minute, second, fraction, zone.
 */
const W3C =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;
const EPOCH_SECONDS = /^-?\d{5,15}$/;
const LONGEST = 60;

/**
 * The moment that this text names, in seconds since 1970: a W3C date or seconds themselves. Undefined: it is none,
 * and what IAM makes of it is not documented. Four digits are a year.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function readInstant(text: string): Decimal | undefined {
  if (text.length > LONGEST) return undefined;
  if (EPOCH_SECONDS.test(text)) return readDecimal(text);
  const match = W3C.exec(text);
  if (match === null) return undefined;
  const [
    ,
    year = '',
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    fraction = '',
    zone = 'Z',
  ] = match;
  const local = milliseconds([year, month, day, hour, minute, second].map(Number));
  const offset = zoneMinutes(zone);
  if (local === undefined || offset === undefined) return undefined;
  const seconds = BigInt(local / 1000 - offset * 60);
  return {
    digits: seconds * 10n ** BigInt(fraction.length) + BigInt(fraction || '0'),
    scale: fraction.length,
  };
}

function milliseconds(fields: readonly number[]): number | undefined {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = fields;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A day that the month has not is in another month.
  const exists = date.getUTCMonth() === month - 1;
  return exists ? date.setUTCHours(hour, minute, second, 0) : undefined;
}

/** Minutes east of Greenwich. */
function zoneMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** From the year 0 to 9999: only those have a W3C date. */
const [FIRST_DATE, LAST_DATE] = [-62_167_219_200, 253_402_300_799];

/** As text that `readInstant` reads back; outside of the years that have a date, whole seconds alone are read back. */
export function instantText({ digits, scale }: Decimal): string {
  const unit = 10n ** BigInt(scale);
  const fraction = ((digits % unit) + unit) % unit;
  const seconds = Number((digits - fraction) / unit);
  if (seconds < FIRST_DATE || seconds > LAST_DATE) return decimalText({ digits, scale });
  const whole = new Date(seconds * 1000).toISOString().slice(0, -5);
  return scale === 0 ? `${whole}Z` : `${whole}.${fraction.toString().padStart(scale, '0')}Z`;
}
