// Inngest asks for this package only in its extended-traces middleware, which Saldo does not use; the real one is 200 MB.
exports.getNodeAutoInstrumentations = () => [];
