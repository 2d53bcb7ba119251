/** What is known of an incident: words, place, how sure it is and why, people, how it ended. */
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { placeName } from '../../../src-contract/texts/incident-texts.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { capital, useFormat, useText } from '../i18n/use-text.ts';
import styles from './incident-details.module.css';
import { descriptionOf, notedPlaceOf, useIncidentWords } from './incident-words.ts';

const degreeDigits = 5;

export function IncidentFacts({ incident }: { readonly incident: IncidentState }) {
  const t = useText();
  const format = useFormat();
  const description = descriptionOf(incident, useIncidentWords());
  const { confidence, reporters, sensors, people, outcome } = incident;
  const figure = (value: number | null) => (value === null ? t.incidents.unknown : format.number(value));
  return (
    <Facts>
      {outcome === null ? null : (
        <Fact term={t.incidents.outcome}>
          {outcome.text}
          <p className={styles['dim']}>{t.incidents.outcomeBy(outcome.by, format.dateTime(Date.parse(outcome.at)))}</p>
        </Fact>
      )}
      <Fact term={t.incidents.what}>{description === '' ? t.incidents.noDescription : description}</Fact>
      <Fact term={t.incidents.where}>
        <Place incident={incident} />
      </Fact>
      <Fact term={t.incidents.confidence}>
        {t.incidents.confidenceOf(
          format.percent(confidence),
          t.incidents.reporters(reporters),
          t.bands[sensors].toLocaleLowerCase(),
        )}
      </Fact>
      <Fact term={t.incidents.people}>
        {`${t.incidents.injured}: ${figure(people.injured)} · ${t.incidents.involved}: ${figure(people.involved)}`}
      </Fact>
    </Facts>
  );
}

function Place({ incident: { place } }: { readonly incident: IncidentState }) {
  const t = useText();
  const format = useFormat();
  const words = useIncidentWords();
  const named = [place.zone_name, place.text].filter((part) => part !== null);
  return (
    <>
      {named.length === 0 ? capital(placeName(words, notedPlaceOf(place)) ?? t.incidents.unknownPlace) : named.join(', ')}
      {place.location === null ? null : (
        <p className={styles['dim']}>
          {[place.location[1], place.location[0]].map((value) => format.number(value, degreeDigits)).join(', ')}
        </p>
      )}
    </>
  );
}
