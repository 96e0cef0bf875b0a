/** What a user knows of a server without TLS, without an ACL user, whose every database is meant. */
export interface EndpointAnswers {
  /** host:port, or a URL, which also says whether there is TLS. */
  readonly address: string;
  readonly name: string;
  readonly password: string;
}

/** The questions at the top of the window, answered by mouse or by keyboard. */
export interface Questions {
  waitFor(text: string): Promise<void>;
  fill(text: string): Promise<void>;
  pick(label: string): Promise<void>;
}

/** The whole chain of questions of Add Endpoint…, as a user answers it. */
export async function answerEndpoint(questions: Questions, answers: EndpointAnswers): Promise<void> {
  await questions.waitFor('The address of a Redis or Valkey server');
  await questions.fill(answers.address);
  await questions.waitFor('What to call it');
  await questions.fill(answers.name);
  if (!answers.address.includes('://')) {
    await questions.waitFor('Is the connection encrypted?');
    await questions.pick('No TLS');
  }
  await questions.waitFor('The ACL user');
  await questions.fill('');
  await questions.waitFor('The password');
  await questions.fill(answers.password);
  await questions.waitFor('The number of the one database');
  await questions.fill('');
}
