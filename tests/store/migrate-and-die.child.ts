/** Child of migrate.test.ts: kills itself inside the last step of a migration, after all the others were run. */
import { createLog } from '../../src-main/log.ts';
import { connect } from '../../src-main/store/database.ts';
import { migrate } from '../../src-main/store/migrate.ts';
import { migrations } from '../../src-main/store/migrations/all.ts';

const [file = '', folder = ''] = process.argv.slice(2);
const connection = connect({ file, mode: 'full', log: createLog('silent') });
connection.sqlite.function('die', () => {
  process.kill(process.pid, 'SIGKILL');
  return 0;
});
const fatal = { version: migrations.length + 1, sql: 'DELETE FROM alarms; CREATE TABLE half (x); SELECT die();' };
migrate(connection, [...migrations, fatal], { file, folder, nowMs: Date.now() });
