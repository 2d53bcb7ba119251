/** What is measured of sensors and their readings, for GET /metrics. */
import { Counter, Gauge, type Registry } from 'prom-client';
import { readingSources } from '../../src-contract/domain/reading.ts';
import type { StationIntake } from './intake.ts';
import type { StationSensors } from './sensors.ts';

export function measureSensors(
  registry: Registry,
  { sensors, intake }: { readonly sensors: StationSensors; readonly intake: StationIntake },
): void {
  const registers = [registry];
  const readings = new Counter({
    ...{ name: 'kavach_readings_total', help: 'Readings stored since the start', labelNames: ['source'], registers },
  });
  for (const source of readingSources) readings.inc({ source }, 0);
  sensors.port.subscribe((told) => {
    for (const { source } of told) readings.inc({ source });
  });
  new Counter({
    ...{ name: 'kavach_readings_rejected_total', help: 'Payloads refused since the start', labelNames: ['reason'], registers },
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(sensors.figures().rejected)) this.inc({ reason }, count);
    },
  });
  new Counter({
    ...{ name: 'kavach_readings_lost_total', help: 'Payloads that found no room since the start', registers },
    collect() {
      this.reset();
      this.inc(sensors.figures().lost);
    },
  });
  new Gauge({
    ...{ name: 'kavach_readings_waiting', help: 'Payloads that wait to be stored, held senders included', registers },
    collect() {
      this.set(sensors.figures().waiting + intake.held().count);
    },
  });
  measureIntakes(registers, intake);
}

function measureIntakes(registers: Registry[], { intakes }: StationIntake): void {
  new Gauge({
    ...{ name: 'kavach_sensor_clients', help: 'Connected sensors and brokers', labelNames: ['intake'], registers },
    collect() {
      for (const [intake, each] of intakes) this.set({ intake }, each.figures().clients);
    },
  });
  new Counter({
    ...{ name: 'kavach_sensor_messages_total', help: 'What came in since the start, by what it was', registers },
    labelNames: ['intake', 'what'],
    collect() {
      this.reset();
      for (const [intake, each] of intakes) {
        const { payloads, refused, retained, repeated } = each.figures();
        for (const [what, count] of Object.entries({ payloads, refused, retained, repeated })) this.inc({ intake, what }, count);
      }
    },
  });
}
