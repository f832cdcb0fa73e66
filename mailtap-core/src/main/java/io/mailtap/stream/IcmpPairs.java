package io.mailtap.stream;

/// Which ICMP messages answer which: those pairs are one flow in both directions.
final class IcmpPairs {
    private static final int ICMP = 1;

    private IcmpPairs() {}

    /// {@return the type that answers `type`, or -1 if nothing does}
    static int answerTo(int protocol, int type) {
        return protocol == ICMP ? answerV4(type) : answerV6(type);
    }

    private static int answerV4(int type) {
        return switch (type) {
            case 8 -> 0;
            case 0 -> 8;
            case 13 -> 14;
            case 14 -> 13;
            case 15 -> 16;
            case 16 -> 15;
            case 10 -> 9;
            case 9 -> 10;
            case 17 -> 18;
            case 18 -> 17;
            default -> -1;
        };
    }

    private static int answerV6(int type) {
        return switch (type) {
            case 128 -> 129;
            case 129 -> 128;
            case 133 -> 134;
            case 134 -> 133;
            case 135 -> 136;
            case 136 -> 135;
            case 130 -> 131;
            case 131 -> 130;
            case 139 -> 140;
            case 140 -> 139;
            case 144 -> 145;
            case 145 -> 144;
            default -> -1;
        };
    }
}
