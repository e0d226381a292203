package swarmdrive.engine.bt;

/**
 * What we tell each peer first (BEP 10).
 *
 * @param listenPort our TCP port; 0 if we do not listen
 * @param metadataLength bytes of the info dictionary; 0 if we do not have it
 * @param peerExchange whether BEP 11 messages are welcome
 */
record ExtensionHandshake(int listenPort, int metadataLength, boolean peerExchange) {}
