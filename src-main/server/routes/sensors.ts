/** Sensors over REST: what is registered and heard, keys for them, their readings and what was refused. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { Sensor } from '../../../src-contract/domain/sensor.ts';
import { KavachError } from '../../errors.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { isoTime } from '../wire/figures.ts';
import { newSensorOf, readingReplyOf, rejectedReplyOf, sensorChangeOf, sensorReplyOf } from '../wire/sensors.ts';

type SensorDeps = Pick<ServerDeps, 'sensors' | 'station' | 'clock'>;

const hourMs = 3_600_000;

export function registerSensorRoutes(register: Register, deps: SensorDeps): void {
  registerRegistry(register, deps);
  registerKeys(register, deps);
  registerReadings(register, deps);
}

function registerRegistry(register: Register, { sensors, clock }: SensorDeps): void {
  const actor = (by: string) => ({ by, atMs: clock.nowMs() });

  register(routes.sensors, () => ({ timestamp: isoTime(clock.nowMs()), sensors: sensors.list().map(sensorReplyOf) }));
  register(routes.sensor, ({ params }) => sensorReplyOf(found(sensors, params.id)));
  register(routes.addSensor, ({ body, caller }) => sensorReplyOf(sensors.add(newSensorOf(body), actor(caller.name))));
  register(routes.importSensors, ({ body, caller }) => {
    const ids = new Set(body.sensors.map(({ id }) => id));
    if (ids.size < body.sensors.length)
      throw new KavachError('BAD_REQUEST', 'The file names a sensor twice. Give each an id of its own.');
    return sensors.addMany(body.sensors.map(newSensorOf), actor(caller.name));
  });
  register(routes.changeSensor, ({ params, body, caller }) =>
    sensorReplyOf(sensors.change(params.id, sensorChangeOf(body), actor(caller.name))),
  );
  register(routes.removeSensor, ({ params }) => {
    sensors.remove(params.id, clock.nowMs());
    return { removed: true as const };
  });
}

function registerKeys(register: Register, { sensors, station, clock }: SensorDeps): void {
  register(routes.sensorKey, ({ params }) => {
    const { id, type } = found(sensors, params.id);
    const key = newSecret();
    sensors.setKey(id, hashSecret(key), clock.nowMs());
    const { mqttUrl, mqttTopic, tcpAddress } = sensors.intake();
    const mqtt = { url: mqttUrl, username: id, topic: `${mqttTopic}/${type}/${id}` };
    const tcp = { address: tcpAddress, first_line: JSON.stringify({ key }) };
    const provisioning = JSON.stringify({ kavach: 'sensor', station: station.id, sensor_id: id, type, key, mqtt, tcp });
    return { sensor_id: id, key, mqtt, tcp, provisioning };
  });
}

function registerReadings(register: Register, { sensors, clock }: SensorDeps): void {
  register(routes.sensorReadings, ({ params, query }) => {
    const { record } = found(sensors, params.id);
    const fromMs = clock.nowMs() - query.hours * hourMs;
    const { readings, nextCursor } = sensors.records.list({
      ...{ sensorId: params.id, fromMs, limit: query.limit, cursor: query.cursor },
    });
    return { readings: readings.map((reading) => readingReplyOf(reading, record?.approved ?? false)), next_cursor: nextCursor };
  });
  register(routes.rejectedReadings, ({ query }) => {
    const { rejected, nextCursor } = sensors.records.rejected({
      ...{ sensorId: query.sensor_id, limit: query.limit, cursor: query.cursor },
    });
    return { rejected: rejected.map(rejectedReplyOf), next_cursor: nextCursor, since_start: sensors.rejectedSinceStart() };
  });
}

/** Throws NOT_FOUND. */
function found(sensors: SensorDeps['sensors'], id: string): Sensor {
  const sensor = sensors.find(id);
  if (sensor === null) throw new KavachError('NOT_FOUND', `No sensor ${id} is registered, and none was heard.`);
  return sensor;
}
