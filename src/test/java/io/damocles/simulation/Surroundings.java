package io.damocles.simulation;

/** All around a manager that a seed makes: the network, the node, the mail, and what is wrong. */
record Surroundings(
    long seed,
    Shape shape,
    SimulatedTime time,
    Story story,
    SimulatedChain chain,
    SimulatedNode node,
    Mail mail,
    Ledger ledger,
    Troubles troubles,
    SectorHealth health,
    AttemptFates fates,
    Outages outages) {

  static Surroundings of(long seed, Shape shape) {
    SimulatedTime time = new SimulatedTime();
    Story story = new Story(time);
    SimulatedChain chain = new SimulatedChain(seed, shape, story);
    Outages outages = new Outages(time);
    SimulatedNode node = new SimulatedNode(seed, time, chain, outages);
    Troubles troubles = new Troubles(time, story);
    Ledger ledger = new Ledger(story);
    return new Surroundings(
        seed,
        shape,
        time,
        story,
        chain,
        node,
        new Mail(seed, shape, time, chain, node, troubles, story),
        ledger,
        troubles,
        new SectorHealth(seed, shape, time),
        new AttemptFates(seed, shape, ledger, troubles),
        outages);
  }
}
