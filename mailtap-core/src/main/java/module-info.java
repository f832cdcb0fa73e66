/// The mailtap engine.
module io.mailtap.core {
    requires static transitive org.jspecify;

    exports io.mailtap;
    exports io.mailtap.analyzer;
    exports io.mailtap.bytes;
    exports io.mailtap.capture;
    exports io.mailtap.event;
    exports io.mailtap.extract;
    exports io.mailtap.log;
    exports io.mailtap.net;

    uses io.mailtap.capture.StreamDecompressor;
}
