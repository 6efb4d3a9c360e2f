// Runs named checks one after the other; what fails is told and does not stop the rest.
let failed = 0;
let passed = 0;

export async function check(name, body) {
  try {
    await body();
    passed++;
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}: ${error.errorCode ?? error.name}: ${error.message}`);
    if (process.env.TRACE) console.log(error.stack);
  }
}

export async function refused(promise, code) {
  let error;
  try {
    await promise;
  } catch (caught) {
    error = caught;
  }
  if (!error) throw new Error(`nothing was refused, but ${code} was expected`);
  if ((error.errorCode ?? error.name) !== code) throw new Error(`${error.errorCode ?? error.name} was answered, ${code} was expected: ${error.message}`);
  return error;
}

export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}
