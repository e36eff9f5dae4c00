#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <vector>

#include "secrets_layer_testing.hpp"

namespace mig::secrets {
namespace {

using namespace std::string_view_literals;

struct Wrapping {
  std::string_view name;
  std::string_view text;
  std::string_view read;
  std::string_view source;
};

// One text in every wrapping that is undone.
// clang-format off
constexpr Wrapping kWrappings[] = {
    {"Base64", "k: bXlzcWw6Ly9ldGw6VGlkZS1Qb29sXzU4QDEwLjQuNy4xOTozMzA2L2xlZGdlcg==\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "bXlzcWw6Ly9ldGw6VGlkZS1Qb29sXzU4QDEwLjQuNy4xOTozMzA2L2xlZGdlcg=="sv},
    {"Base64UrlSafeUnpadded", "k=bXlzcWw6Ly9ldGw6VGlkZS1Qb29sXzU4QDEwLjQuNy4xOTozMzA2L2xlZGdlcj94PT4-Pg&"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger?x=>>>"sv, "bXlzcWw6Ly9ldGw6VGlkZS1Qb29sXzU4QDEwLjQuNy4xOTozMzA2L2xlZGdlcj94PT4-Pg"sv},
    {"Base64Wrapped", "YmVmb3JlIG15c3FsOi8vZXRsOlRpZGUtUG9vbF81OEAxMC40LjcuMTk6MzMwNi9s\nZWRnZXIgYW5kIHRoZW4gbW9yZSB3b3JkcyB0aGF0IGZpbGwgc29tZSBsaW5lcyBv\nZiBpdApiZWZvcmUgbXlzcWw6Ly9ldGw6VGlkZS1Qb29sXzU4QDEwLjQuNy4xOToz\nMzA2L2xlZGdlciBhbmQgdGhlbiBtb3JlIHdvcmRzIHRoYXQgZmlsbCBzb21lIGxp\nbmVzIG9mIGl0CmJlZm9yZSBteXNxbDovL2V0bDpUaWRlLVBvb2xfNThAMTAuNC43\nLjE5OjMzMDYvbGVkZ2VyIGFuZCB0aGVuIG1vcmUgd29yZHMgdGhhdCBmaWxsIHNv\nbWUgbGluZXMgb2YgaXQK\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "YmVmb3JlIG15c3FsOi8vZXRsOlRpZGUtUG9vbF81OEAxMC40LjcuMTk6MzMwNi9s\nZWRnZXIgYW5kIHRoZW4gbW9yZSB3b3JkcyB0aGF0IGZpbGwgc29tZSBsaW5lcyBv\nZiBpdApiZWZvcmUgbXlzcWw6Ly9ldGw6VGlkZS1Qb29sXzU4QDEwLjQuNy4xOToz\nMzA2L2xlZGdlciBhbmQgdGhlbiBtb3JlIHdvcmRzIHRoYXQgZmlsbCBzb21lIGxp\nbmVzIG9mIGl0CmJlZm9yZSBteXNxbDovL2V0bDpUaWRlLVBvb2xfNThAMTAuNC43\nLjE5OjMzMDYvbGVkZ2VyIGFuZCB0aGVuIG1vcmUgd29yZHMgdGhhdCBmaWxsIHNv\nbWUgbGluZXMgb2YgaXQK"sv},
    {"Base64IndentedBlock", "a:\r\n  b: |\r\n    YmVmb3JlIG15c3FsOi8vZXRsOlRpZGUtUG9vbF81OEAxMC40LjcuMTk6MzMw\r\n    Ni9sZWRnZXIgYW5kIHRoZW4gbW9yZSB3b3JkcyB0aGF0IGZpbGwgc29tZSBs\r\n    aW5lcyBvZiBpdApiZWZvcmUgbXlzcWw6Ly9ldGw6VGlkZS1Qb29sXzU4QDEw\r\n    LjQuNy4xOTozMzA2L2xlZGdlciBhbmQgdGhlbiBtb3JlIHdvcmRzIHRoYXQg\r\n    ZmlsbCBzb21lIGxpbmVzIG9mIGl0CmJlZm9yZSBteXNxbDovL2V0bDpUaWRl\r\n    LVBvb2xfNThAMTAuNC43LjE5OjMzMDYvbGVkZ2VyIGFuZCB0aGVuIG1vcmUg\r\n    d29yZHMgdGhhdCBmaWxsIHNvbWUgbGluZXMgb2YgaXQK\r\n  c: words\r\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "YmVmb3JlIG15c3FsOi8vZXRsOlRpZGUtUG9vbF81OEAxMC40LjcuMTk6MzMw\r\n    Ni9sZWRnZXIgYW5kIHRoZW4gbW9yZSB3b3JkcyB0aGF0IGZpbGwgc29tZSBs\r\n    aW5lcyBvZiBpdApiZWZvcmUgbXlzcWw6Ly9ldGw6VGlkZS1Qb29sXzU4QDEw\r\n    LjQuNy4xOTozMzA2L2xlZGdlciBhbmQgdGhlbiBtb3JlIHdvcmRzIHRoYXQg\r\n    ZmlsbCBzb21lIGxpbmVzIG9mIGl0CmJlZm9yZSBteXNxbDovL2V0bDpUaWRl\r\n    LVBvb2xfNThAMTAuNC43LjE5OjMzMDYvbGVkZ2VyIGFuZCB0aGVuIG1vcmUg\r\n    d29yZHMgdGhhdCBmaWxsIHNvbWUgbGluZXMgb2YgaXQK"sv},
    {"Base64Twice", "k: \"YlhsemNXdzZMeTlsZEd3NlZHbGtaUzFRYjI5c1h6VTRRREV3TGpRdU55NHhPVG96TXpBMkwyeGxaR2RsY2c9PQ==\""sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "YlhsemNXdzZMeTlsZEd3NlZHbGtaUzFRYjI5c1h6VTRRREV3TGpRdU55NHhPVG96TXpBMkwyeGxaR2RsY2c9PQ=="sv},
    {"Base64BehindPath", "secret/v1_bXlzcWw6Ly9ldGw6VGlkZS1Qb29sXzU4QDEwLjQuNy4xOTozMzA2L2xlZGdlcg=="sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "bXlzcWw6Ly9ldGw6VGlkZS1Qb29sXzU4QDEwLjQuNy4xOTozMzA2L2xlZGdlcg=="sv},
    {"Base32", "k NV4XG4LMHIXS6ZLUNQ5FI2LEMUWVA33PNRPTKOCAGEYC4NBOG4XDCOJ2GMZTANRPNRSWIZ3FOI======"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "NV4XG4LMHIXS6ZLUNQ5FI2LEMUWVA33PNRPTKOCAGEYC4NBOG4XDCOJ2GMZTANRPNRSWIZ3FOI======"sv},
    {"Hex", "h=6d7973716c3a2f2f65746c3a546964652d506f6f6c5f35384031302e342e372e31393a333330362f6c6564676572"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "6d7973716c3a2f2f65746c3a546964652d506f6f6c5f35384031302e342e372e31393a333330362f6c6564676572"sv},
    {"HexUpper", "x'6D7973716C3A2F2F65746C3A546964652D506F6F6C5F35384031302E342E372E31393A333330362F6C6564676572'"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "6D7973716C3A2F2F65746C3A546964652D506F6F6C5F35384031302E342E372E31393A333330362F6C6564676572"sv},
    {"HexNumber", "SELECT 0x6d7973716c3a2f2f65746c3a546964652d506f6f6c5f35384031302e342e372e31393a333330362f6c6564676572;"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "6d7973716c3a2f2f65746c3a546964652d506f6f6c5f35384031302e342e372e31393a333330362f6c6564676572"sv},
    {"Bytea", "VALUES ('\\x6d7973716c3a2f2f65746c3a546964652d506f6f6c5f35384031302e342e372e31393a333330362f6c6564676572')"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "6d7973716c3a2f2f65746c3a546964652d506f6f6c5f35384031302e342e372e31393a333330362f6c6564676572"sv},
    {"ByteaEscaped", "VALUES (E'\\\\x6d7973716c3a2f2f65746c3a546964652d506f6f6c5f35384031302e342e372e31393a333330362f6c6564676572')"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "6d7973716c3a2f2f65746c3a546964652d506f6f6c5f35384031302e342e372e31393a333330362f6c6564676572"sv},
    {"HexWrapped", "6d7973716c3a2f2f65746c3a546964652d506f6f\n6c5f35384031302e342e372e31393a333330362f\n6c6564676572\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "6d7973716c3a2f2f65746c3a546964652d506f6f\n6c5f35384031302e342e372e31393a333330362f\n6c6564676572"sv},
    {"HexWithSpaces", "fp: 6d 79 73 71 6c 3a 2f 2f 65 74 6c 3a 54 69 64 65 2d 50 6f 6f 6c 5f 35 38 40 31 30 2e 34 2e 37 2e 31 39 3a 33 33 30 36 2f 6c 65 64 67 65 72\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "6d 79 73 71 6c 3a 2f 2f 65 74 6c 3a 54 69 64 65 2d 50 6f 6f 6c 5f 35 38 40 31 30 2e 34 2e 37 2e 31 39 3a 33 33 30 36 2f 6c 65 64 67 65 72"sv},
    {"HexWithColons", "fp: 6d:79:73:71:6c:3a:2f:2f:65:74:6c:3a:54:69:64:65:2d:50:6f:6f:6c:5f:35:38:40:31:30:2e:34:2e:37:2e:31:39:3a:33:33:30:36:2f:6c:65:64:67:65:72\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "6d:79:73:71:6c:3a:2f:2f:65:74:6c:3a:54:69:64:65:2d:50:6f:6f:6c:5f:35:38:40:31:30:2e:34:2e:37:2e:31:39:3a:33:33:30:36:2f:6c:65:64:67:65:72"sv},
    {"HexWithDashes", "fp: 6d-79-73-71-6c-3a-2f-2f-65-74-6c-3a-54-69-64-65-2d-50-6f-6f-6c-5f-35-38-40-31-30-2e-34-2e-37-2e-31-39-3a-33-33-30-36-2f-6c-65-64-67-65-72\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "6d-79-73-71-6c-3a-2f-2f-65-74-6c-3a-54-69-64-65-2d-50-6f-6f-6c-5f-35-38-40-31-30-2e-34-2e-37-2e-31-39-3a-33-33-30-36-2f-6c-65-64-67-65-72"sv},
    {"HexEscapes", "s = \"\\x6d\\x79\\x73\\x71\\x6c\\x3a\\x2f\\x2f\\x65\\x74\\x6c\\x3a\\x54\\x69\\x64\\x65\\x2d\\x50\\x6f\\x6f\\x6c\\x5f\\x35\\x38\\x40\\x31\\x30\\x2e\\x34\\x2e\\x37\\x2e\\x31\\x39\\x3a\\x33\\x33\\x30\\x36\\x2f\\x6c\\x65\\x64\\x67\\x65\\x72\""sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\\x6d\\x79\\x73\\x71\\x6c\\x3a\\x2f\\x2f\\x65\\x74\\x6c\\x3a\\x54\\x69\\x64\\x65\\x2d\\x50\\x6f\\x6f\\x6c\\x5f\\x35\\x38\\x40\\x31\\x30\\x2e\\x34\\x2e\\x37\\x2e\\x31\\x39\\x3a\\x33\\x33\\x30\\x36\\x2f\\x6c\\x65\\x64\\x67\\x65\\x72"sv},
    {"JsonUnicode", "s = \"\\u006d\\u0079\\u0073\\u0071\\u006c\\u003a\\u002f\\u002f\\u0065\\u0074\\u006c\\u003a\\u0054\\u0069\\u0064\\u0065\\u002d\\u0050\\u006f\\u006f\\u006c\\u005f\\u0035\\u0038\\u0040\\u0031\\u0030\\u002e\\u0034\\u002e\\u0037\\u002e\\u0031\\u0039\\u003a\\u0033\\u0033\\u0030\\u0036\\u002f\\u006c\\u0065\\u0064\\u0067\\u0065\\u0072\""sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\\u006d\\u0079\\u0073\\u0071\\u006c\\u003a\\u002f\\u002f\\u0065\\u0074\\u006c\\u003a\\u0054\\u0069\\u0064\\u0065\\u002d\\u0050\\u006f\\u006f\\u006c\\u005f\\u0035\\u0038\\u0040\\u0031\\u0030\\u002e\\u0034\\u002e\\u0037\\u002e\\u0031\\u0039\\u003a\\u0033\\u0033\\u0030\\u0036\\u002f\\u006c\\u0065\\u0064\\u0067\\u0065\\u0072"sv},
    {"BracedUnicode", "s = \"\\u{6d}\\u{79}\\u{73}\\u{71}\\u{6c}\\u{3a}\\u{2f}\\u{2f}\\u{65}\\u{74}\\u{6c}\\u{3a}\\u{54}\\u{69}\\u{64}\\u{65}\\u{2d}\\u{50}\\u{6f}\\u{6f}\\u{6c}\\u{5f}\\u{35}\\u{38}\\u{40}\\u{31}\\u{30}\\u{2e}\\u{34}\\u{2e}\\u{37}\\u{2e}\\u{31}\\u{39}\\u{3a}\\u{33}\\u{33}\\u{30}\\u{36}\\u{2f}\\u{6c}\\u{65}\\u{64}\\u{67}\\u{65}\\u{72}\""sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\\u{6d}\\u{79}\\u{73}\\u{71}\\u{6c}\\u{3a}\\u{2f}\\u{2f}\\u{65}\\u{74}\\u{6c}\\u{3a}\\u{54}\\u{69}\\u{64}\\u{65}\\u{2d}\\u{50}\\u{6f}\\u{6f}\\u{6c}\\u{5f}\\u{35}\\u{38}\\u{40}\\u{31}\\u{30}\\u{2e}\\u{34}\\u{2e}\\u{37}\\u{2e}\\u{31}\\u{39}\\u{3a}\\u{33}\\u{33}\\u{30}\\u{36}\\u{2f}\\u{6c}\\u{65}\\u{64}\\u{67}\\u{65}\\u{72}"sv},
    {"LongUnicode", "s = \"\\U0000006d\\U00000079\\U00000073\\U00000071\\U0000006c\\U0000003a\\U0000002f\\U0000002f\\U00000065\\U00000074\\U0000006c\\U0000003a\\U00000054\\U00000069\\U00000064\\U00000065\\U0000002d\\U00000050\\U0000006f\\U0000006f\\U0000006c\\U0000005f\\U00000035\\U00000038\\U00000040\\U00000031\\U00000030\\U0000002e\\U00000034\\U0000002e\\U00000037\\U0000002e\\U00000031\\U00000039\\U0000003a\\U00000033\\U00000033\\U00000030\\U00000036\\U0000002f\\U0000006c\\U00000065\\U00000064\\U00000067\\U00000065\\U00000072\""sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\\U0000006d\\U00000079\\U00000073\\U00000071\\U0000006c\\U0000003a\\U0000002f\\U0000002f\\U00000065\\U00000074\\U0000006c\\U0000003a\\U00000054\\U00000069\\U00000064\\U00000065\\U0000002d\\U00000050\\U0000006f\\U0000006f\\U0000006c\\U0000005f\\U00000035\\U00000038\\U00000040\\U00000031\\U00000030\\U0000002e\\U00000034\\U0000002e\\U00000037\\U0000002e\\U00000031\\U00000039\\U0000003a\\U00000033\\U00000033\\U00000030\\U00000036\\U0000002f\\U0000006c\\U00000065\\U00000064\\U00000067\\U00000065\\U00000072"sv},
    {"Octal", "s = \"\\155\\171\\163\\161\\154\\072\\057\\057\\145\\164\\154\\072\\124\\151\\144\\145\\055\\120\\157\\157\\154\\137\\065\\070\\100\\061\\060\\056\\064\\056\\067\\056\\061\\071\\072\\063\\063\\060\\066\\057\\154\\145\\144\\147\\145\\162\""sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\\155\\171\\163\\161\\154\\072\\057\\057\\145\\164\\154\\072\\124\\151\\144\\145\\055\\120\\157\\157\\154\\137\\065\\070\\100\\061\\060\\056\\064\\056\\067\\056\\061\\071\\072\\063\\063\\060\\066\\057\\154\\145\\144\\147\\145\\162"sv},
    {"Percent", "q=%6D%79%73%71%6C%3A%2F%2F%65%74%6C%3A%54%69%64%65%2D%50%6F%6F%6C%5F%35%38%40%31%30%2E%34%2E%37%2E%31%39%3A%33%33%30%36%2F%6C%65%64%67%65%72 "sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "%6D%79%73%71%6C%3A%2F%2F%65%74%6C%3A%54%69%64%65%2D%50%6F%6F%6C%5F%35%38%40%31%30%2E%34%2E%37%2E%31%39%3A%33%33%30%36%2F%6C%65%64%67%65%72"sv},
    {"PercentUnicode", "q=%u006D%u0079%u0073%u0071%u006C%u003A%u002F%u002F%u0065%u0074%u006C%u003A%u0054%u0069%u0064%u0065%u002D%u0050%u006F%u006F%u006C%u005F%u0035%u0038%u0040%u0031%u0030%u002E%u0034%u002E%u0037%u002E%u0031%u0039%u003A%u0033%u0033%u0030%u0036%u002F%u006C%u0065%u0064%u0067%u0065%u0072 "sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "%u006D%u0079%u0073%u0071%u006C%u003A%u002F%u002F%u0065%u0074%u006C%u003A%u0054%u0069%u0064%u0065%u002D%u0050%u006F%u006F%u006C%u005F%u0035%u0038%u0040%u0031%u0030%u002E%u0034%u002E%u0037%u002E%u0031%u0039%u003A%u0033%u0033%u0030%u0036%u002F%u006C%u0065%u0064%u0067%u0065%u0072"sv},
    {"DecimalEntities", "<a>&#109;&#121;&#115;&#113;&#108;&#58;&#47;&#47;&#101;&#116;&#108;&#58;&#84;&#105;&#100;&#101;&#45;&#80;&#111;&#111;&#108;&#95;&#53;&#56;&#64;&#49;&#48;&#46;&#52;&#46;&#55;&#46;&#49;&#57;&#58;&#51;&#51;&#48;&#54;&#47;&#108;&#101;&#100;&#103;&#101;&#114;</a>"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "&#109;&#121;&#115;&#113;&#108;&#58;&#47;&#47;&#101;&#116;&#108;&#58;&#84;&#105;&#100;&#101;&#45;&#80;&#111;&#111;&#108;&#95;&#53;&#56;&#64;&#49;&#48;&#46;&#52;&#46;&#55;&#46;&#49;&#57;&#58;&#51;&#51;&#48;&#54;&#47;&#108;&#101;&#100;&#103;&#101;&#114;"sv},
    {"HexEntities", "<a>&#x6D;&#x79;&#x73;&#x71;&#x6C;&#x3A;&#x2F;&#x2F;&#x65;&#x74;&#x6C;&#x3A;&#x54;&#x69;&#x64;&#x65;&#x2D;&#x50;&#x6F;&#x6F;&#x6C;&#x5F;&#x35;&#x38;&#x40;&#x31;&#x30;&#x2E;&#x34;&#x2E;&#x37;&#x2E;&#x31;&#x39;&#x3A;&#x33;&#x33;&#x30;&#x36;&#x2F;&#x6C;&#x65;&#x64;&#x67;&#x65;&#x72;</a>"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "&#x6D;&#x79;&#x73;&#x71;&#x6C;&#x3A;&#x2F;&#x2F;&#x65;&#x74;&#x6C;&#x3A;&#x54;&#x69;&#x64;&#x65;&#x2D;&#x50;&#x6F;&#x6F;&#x6C;&#x5F;&#x35;&#x38;&#x40;&#x31;&#x30;&#x2E;&#x34;&#x2E;&#x37;&#x2E;&#x31;&#x39;&#x3A;&#x33;&#x33;&#x30;&#x36;&#x2F;&#x6C;&#x65;&#x64;&#x67;&#x65;&#x72;"sv},
    {"SqlUnicode", "SELECT U&'\\006D\\0079\\0073\\0071\\006C\\003A\\002F\\002F\\0065\\0074\\006C\\003A\\0054\\0069\\0064\\0065\\002D\\0050\\006F\\006F\\006C\\005F\\0035\\0038\\0040\\0031\\0030\\002E\\0034\\002E\\0037\\002E\\0031\\0039\\003A\\0033\\0033\\0030\\0036\\002F\\006C\\0065\\0064\\0067\\0065\\0072'"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\\006D\\0079\\0073\\0071\\006C\\003A\\002F\\002F\\0065\\0074\\006C\\003A\\0054\\0069\\0064\\0065\\002D\\0050\\006F\\006F\\006C\\005F\\0035\\0038\\0040\\0031\\0030\\002E\\0034\\002E\\0037\\002E\\0031\\0039\\003A\\0033\\0033\\0030\\0036\\002F\\006C\\0065\\0064\\0067\\0065\\0072"sv},
    {"SqlUnicodeLong", "SELECT U&'\\+00006D\\+000079\\+000073\\+000071\\+00006C\\+00003A\\+00002F\\+00002F\\+000065\\+000074\\+00006C\\+00003A\\+000054\\+000069\\+000064\\+000065\\+00002D\\+000050\\+00006F\\+00006F\\+00006C\\+00005F\\+000035\\+000038\\+000040\\+000031\\+000030\\+00002E\\+000034\\+00002E\\+000037\\+00002E\\+000031\\+000039\\+00003A\\+000033\\+000033\\+000030\\+000036\\+00002F\\+00006C\\+000065\\+000064\\+000067\\+000065\\+000072'"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\\+00006D\\+000079\\+000073\\+000071\\+00006C\\+00003A\\+00002F\\+00002F\\+000065\\+000074\\+00006C\\+00003A\\+000054\\+000069\\+000064\\+000065\\+00002D\\+000050\\+00006F\\+00006F\\+00006C\\+00005F\\+000035\\+000038\\+000040\\+000031\\+000030\\+00002E\\+000034\\+00002E\\+000037\\+00002E\\+000031\\+000039\\+00003A\\+000033\\+000033\\+000030\\+000036\\+00002F\\+00006C\\+000065\\+000064\\+000067\\+000065\\+000072"sv},
    {"SqlUnicodeOwnEscape", "SELECT U&'!006D!0079!0073!0071!006C!003A!002F!002F!0065!0074!006C!003A!0054!0069!0064!0065!002D!0050!006F!006F!006C!005F!0035!0038!0040!0031!0030!002E!0034!002E!0037!002E!0031!0039!003A!0033!0033!0030!0036!002F!006C!0065!0064!0067!0065!0072' UESCAPE '!'"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "!006D!0079!0073!0071!006C!003A!002F!002F!0065!0074!006C!003A!0054!0069!0064!0065!002D!0050!006F!006F!006C!005F!0035!0038!0040!0031!0030!002E!0034!002E!0037!002E!0031!0039!003A!0033!0033!0030!0036!002F!006C!0065!0064!0067!0065!0072"sv},
    {"QuotedPrintable", "Subject: =6D=79=73=71=6C=3A=2F=2F=65=74=6C=3A=54=69=64=65=2D=50=6F=6F=6C=5F=35=38=40=31=30=2E=34=2E=37=2E=31=39=3A=33=33=30=36=2F=6C=65=64=67=65=72\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "=6D=79=73=71=6C=3A=2F=2F=65=74=6C=3A=54=69=64=65=2D=50=6F=6F=6C=5F=35=38=40=31=30=2E=34=2E=37=2E=31=39=3A=33=33=30=36=2F=6C=65=64=67=65=72"sv},
    {"PercentTwice", "q=%256D%2579%2573%2571%256C%253A%252F%252F%2565%2574%256C%253A%2554%2569%2564%2565%252D%2550%256F%256F%256C%255F%2535%2538%2540%2531%2530%252E%2534%252E%2537%252E%2531%2539%253A%2533%2533%2530%2536%252F%256C%2565%2564%2567%2565%2572"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "%256D%2579%2573%2571%256C%253A%252F%252F%2565%2574%256C%253A%2554%2569%2564%2565%252D%2550%256F%256F%256C%255F%2535%2538%2540%2531%2530%252E%2534%252E%2537%252E%2531%2539%253A%2533%2533%2530%2536%252F%256C%2565%2564%2567%2565%2572"sv},
    {"JsonSlashes", "{\"a\":\"mysql:\\/\\/etl:Tide-Pool_58@10.4.7.19:3306\\/ledger\"}"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:\\/\\/etl:Tide-Pool_58@10.4.7.19:3306\\/ledger"sv},
    {"JsonUnicodeInPart", "{\"a\":\"mysql://e\\u0074l:Tide-Pool_58@10.4.7.19:3306/ledger\"}"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql://e\\u0074l:Tide-Pool_58@10.4.7.19:3306/ledger"sv},
    {"JsonInJsonInJson", "{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"c\\\\\\\":\\\\\\\"mysql\\\\\\\\u003a//etl\\\\\\\\u003aTide-Pool_58@10.4.7.19\\\\\\\\u003a3306/ledger\\\\\\\"}\\\"}\"}"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql\\\\\\\\u003a//etl\\\\\\\\u003aTide-Pool_58@10.4.7.19\\\\\\\\u003a3306/ledger"sv},
    {"NewlineBeforeStart", "{\"a\":\"x\\nmysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger\\n\"}"sv, "\nmysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\\nmysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv},
    {"NamedEntities", "<a>mysql&colon;&sol;&sol;etl&colon;Tide-Pool_58&commat;10.4.7.19&colon;3306&sol;ledger</a>"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql&colon;&sol;&sol;etl&colon;Tide-Pool_58&commat;10.4.7.19&colon;3306&sol;ledger"sv},
    {"QuotedPrintableSoftBreak", "a=3Db word word word word word word word word word word word word mysql://e=\ntl:Tide-Pool_58@10.4.7.19:3306/ledger\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql://e=\ntl:Tide-Pool_58@10.4.7.19:3306/ledger"sv},
    {"ZeroWidth", "k: mysql\342\200\213://etl:Tide-Poo\342\200\213l_58@10.4.7.19:3306/ledger"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql\342\200\213://etl:Tide-Poo\342\200\213l_58@10.4.7.19:3306/ledger"sv},
    {"SoftHyphen", "k: mysql\302\255://etl:Tide-Poo\302\255l_58@10.4.7.19:3306/ledger"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql\302\255://etl:Tide-Poo\302\255l_58@10.4.7.19:3306/ledger"sv},
    {"WordJoiner", "k: mysql\342\201\240://etl:Tide-Poo\342\201\240l_58@10.4.7.19:3306/ledger"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql\342\201\240://etl:Tide-Poo\342\201\240l_58@10.4.7.19:3306/ledger"sv},
    {"ByteOrderMark", "k: mysql\357\273\277://etl:Tide-Poo\357\273\277l_58@10.4.7.19:3306/ledger"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql\357\273\277://etl:Tide-Poo\357\273\277l_58@10.4.7.19:3306/ledger"sv},
    {"VowelSeparator", "k: mysql\341\240\216://etl:Tide-Poo\341\240\216l_58@10.4.7.19:3306/ledger"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql\341\240\216://etl:Tide-Poo\341\240\216l_58@10.4.7.19:3306/ledger"sv},
    {"FullWidth", "k: \357\275\215\357\275\231\357\275\223\357\275\221\357\275\214\357\274\232\357\274\217\357\274\217\357\275\205\357\275\224\357\275\214\357\274\232\357\274\264\357\275\211\357\275\204\357\275\205\357\274\215\357\274\260\357\275\217\357\275\217\357\275\214\357\274\277\357\274\225\357\274\230\357\274\240\357\274\221\357\274\220\357\274\216\357\274\224\357\274\216\357\274\227\357\274\216\357\274\221\357\274\231\357\274\232\357\274\223\357\274\223\357\274\220\357\274\226\357\274\217\357\275\214\357\275\205\357\275\204\357\275\207\357\275\205\357\275\222"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\357\275\215\357\275\231\357\275\223\357\275\221\357\275\214\357\274\232\357\274\217\357\274\217\357\275\205\357\275\224\357\275\214\357\274\232\357\274\264\357\275\211\357\275\204\357\275\205\357\274\215\357\274\260\357\275\217\357\275\217\357\275\214\357\274\277\357\274\225\357\274\230\357\274\240\357\274\221\357\274\220\357\274\216\357\274\224\357\274\216\357\274\227\357\274\216\357\274\221\357\274\231\357\274\232\357\274\223\357\274\223\357\274\220\357\274\226\357\274\217\357\275\214\357\275\205\357\275\204\357\275\207\357\275\205\357\275\222"sv},
    {"JoinedByBars", "SELECT 'mysql:/' || '/etl:Tide-Po'||'ol_58@10.4.7.19:3306/ledger';"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/' || '/etl:Tide-Po'||'ol_58@10.4.7.19:3306/ledger"sv},
    {"JoinedByPlus", "x = \"mysql:/\" +\n  \"/etl:Tide-Po\" + \"ol_58@10.4.7.19:3306/ledger\";"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/\" +\n  \"/etl:Tide-Po\" + \"ol_58@10.4.7.19:3306/ledger"sv},
    {"JoinedByLines", "SELECT 'mysql:/'\n  '/etl:Tide-Po'\n  'ol_58@10.4.7.19:3306/ledger'"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/'\n  '/etl:Tide-Po'\n  'ol_58@10.4.7.19:3306/ledger"sv},
    {"JoinedByDots", "$x = 'mysql:/' . '/etl:Tide-Po'.'ol_58@10.4.7.19:3306/ledger';"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/' . '/etl:Tide-Po'.'ol_58@10.4.7.19:3306/ledger"sv},
    {"JoinedByAmpersand", "x = \"mysql:/\" & \"/etl:Tide-Po\" & _\n  \"ol_58@10.4.7.19:3306/ledger\""sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/\" & \"/etl:Tide-Po\" & _\n  \"ol_58@10.4.7.19:3306/ledger"sv},
    {"JoinedByBackslash", "x = \"mysql:/\" \\\n    \"/etl:Tide-Po\" \\\n    \"ol_58@10.4.7.19:3306/ledger\""sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/\" \\\n    \"/etl:Tide-Po\" \\\n    \"ol_58@10.4.7.19:3306/ledger"sv},
    {"JoinedByConcat", "SELECT concat('mysql:/', '/etl:Tide-Po','ol_58@10.4.7.19:3306/ledger')"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/', '/etl:Tide-Po','ol_58@10.4.7.19:3306/ledger"sv},
    {"JoinedByArray", "['mysql:/','/etl:Tide-Po', 'ol_58@10.4.7.19:3306/ledger'].join('')"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/','/etl:Tide-Po', 'ol_58@10.4.7.19:3306/ledger"sv},
    {"JoinedByPython", "\"\".join([\"mysql:/\", \"/etl:Tide-Po\", \"ol_58@10.4.7.19:3306/ledger\"])"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/\", \"/etl:Tide-Po\", \"ol_58@10.4.7.19:3306/ledger"sv},
    {"JoinedByImplode", "implode('', ['mysql:/','/etl:Tide-Po','ol_58@10.4.7.19:3306/ledger'])"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/','/etl:Tide-Po','ol_58@10.4.7.19:3306/ledger"sv},
    {"JoinedNational", "SET @x = N'mysql:/' + N'/etl:Tide-Po' + N'ol_58@10.4.7.19:3306/ledger'"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/' + N'/etl:Tide-Po' + N'ol_58@10.4.7.19:3306/ledger"sv},
    {"JoinedWithCasts", "SELECT 'mysql:/'::text || '/etl:Tide-Po'::text || 'ol_58@10.4.7.19:3306/ledger'"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql:/'::text || '/etl:Tide-Po'::text || 'ol_58@10.4.7.19:3306/ledger"sv},
    {"LineGoesOn", "X=mysql://etl\\\n:Tide-Pool_58@10.4.7.19:3306/ledger\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "mysql://etl\\\n:Tide-Pool_58@10.4.7.19:3306/ledger"sv},
    {"Chr", "SELECT chr(109)||chr(121)||chr(115)||chr(113)||chr(108)||chr(58)||chr(47)||chr(47)||chr(101)||chr(116)||chr(108)||chr(58)||chr(84)||chr(105)||chr(100)||chr(101)||chr(45)||chr(80)||chr(111)||chr(111)||chr(108)||chr(95)||chr(53)||chr(56)||chr(64)||chr(49)||chr(48)||chr(46)||chr(52)||chr(46)||chr(55)||chr(46)||chr(49)||chr(57)||chr(58)||chr(51)||chr(51)||chr(48)||chr(54)||chr(47)||chr(108)||chr(101)||chr(100)||chr(103)||chr(101)||chr(114);"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "chr(109)||chr(121)||chr(115)||chr(113)||chr(108)||chr(58)||chr(47)||chr(47)||chr(101)||chr(116)||chr(108)||chr(58)||chr(84)||chr(105)||chr(100)||chr(101)||chr(45)||chr(80)||chr(111)||chr(111)||chr(108)||chr(95)||chr(53)||chr(56)||chr(64)||chr(49)||chr(48)||chr(46)||chr(52)||chr(46)||chr(55)||chr(46)||chr(49)||chr(57)||chr(58)||chr(51)||chr(51)||chr(48)||chr(54)||chr(47)||chr(108)||chr(101)||chr(100)||chr(103)||chr(101)||chr(114)"sv},
    {"Char", "SELECT CHAR(109) + CHAR(121) + CHAR(115) + CHAR(113) + CHAR(108) + CHAR(58) + CHAR(47) + CHAR(47) + CHAR(101) + CHAR(116) + CHAR(108) + CHAR(58) + CHAR(84) + CHAR(105) + CHAR(100) + CHAR(101) + CHAR(45) + CHAR(80) + CHAR(111) + CHAR(111) + CHAR(108) + CHAR(95) + CHAR(53) + CHAR(56) + CHAR(64) + CHAR(49) + CHAR(48) + CHAR(46) + CHAR(52) + CHAR(46) + CHAR(55) + CHAR(46) + CHAR(49) + CHAR(57) + CHAR(58) + CHAR(51) + CHAR(51) + CHAR(48) + CHAR(54) + CHAR(47) + CHAR(108) + CHAR(101) + CHAR(100) + CHAR(103) + CHAR(101) + CHAR(114);"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "CHAR(109) + CHAR(121) + CHAR(115) + CHAR(113) + CHAR(108) + CHAR(58) + CHAR(47) + CHAR(47) + CHAR(101) + CHAR(116) + CHAR(108) + CHAR(58) + CHAR(84) + CHAR(105) + CHAR(100) + CHAR(101) + CHAR(45) + CHAR(80) + CHAR(111) + CHAR(111) + CHAR(108) + CHAR(95) + CHAR(53) + CHAR(56) + CHAR(64) + CHAR(49) + CHAR(48) + CHAR(46) + CHAR(52) + CHAR(46) + CHAR(55) + CHAR(46) + CHAR(49) + CHAR(57) + CHAR(58) + CHAR(51) + CHAR(51) + CHAR(48) + CHAR(54) + CHAR(47) + CHAR(108) + CHAR(101) + CHAR(100) + CHAR(103) + CHAR(101) + CHAR(114)"sv},
    {"CharacterCasts", "[char]109+[char]121+[char]115+[char]113+[char]108+[char]58+[char]47+[char]47+[char]101+[char]116+[char]108+[char]58+[char]84+[char]105+[char]100+[char]101+[char]45+[char]80+[char]111+[char]111+[char]108+[char]95+[char]53+[char]56+[char]64+[char]49+[char]48+[char]46+[char]52+[char]46+[char]55+[char]46+[char]49+[char]57+[char]58+[char]51+[char]51+[char]48+[char]54+[char]47+[char]108+[char]101+[char]100+[char]103+[char]101+[char]114\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "[char]109+[char]121+[char]115+[char]113+[char]108+[char]58+[char]47+[char]47+[char]101+[char]116+[char]108+[char]58+[char]84+[char]105+[char]100+[char]101+[char]45+[char]80+[char]111+[char]111+[char]108+[char]95+[char]53+[char]56+[char]64+[char]49+[char]48+[char]46+[char]52+[char]46+[char]55+[char]46+[char]49+[char]57+[char]58+[char]51+[char]51+[char]48+[char]54+[char]47+[char]108+[char]101+[char]100+[char]103+[char]101+[char]114"sv},
    {"CodeList", "bytes([109, 121, 115, 113, 108, 58, 47, 47, 101, 116, 108, 58, 84, 105, 100, 101, 45, 80, 111, 111, 108, 95, 53, 56, 64, 49, 48, 46, 52, 46, 55, 46, 49, 57, 58, 51, 51, 48, 54, 47, 108, 101, 100, 103, 101, 114])"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "109, 121, 115, 113, 108, 58, 47, 47, 101, 116, 108, 58, 84, 105, 100, 101, 45, 80, 111, 111, 108, 95, 53, 56, 64, 49, 48, 46, 52, 46, 55, 46, 49, 57, 58, 51, 51, 48, 54, 47, 108, 101, 100, 103, 101, 114"sv},
    {"FromCharCode", "String.fromCharCode(109,121,115,113,108,58,47,47,101,116,108,58,84,105,100,101,45,80,111,111,108,95,53,56,64,49,48,46,52,46,55,46,49,57,58,51,51,48,54,47,108,101,100,103,101,114)"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "109,121,115,113,108,58,47,47,101,116,108,58,84,105,100,101,45,80,111,111,108,95,53,56,64,49,48,46,52,46,55,46,49,57,58,51,51,48,54,47,108,101,100,103,101,114"sv},
    {"HexList", "char s[] = {0x6d,0x79,0x73,0x71,0x6c,0x3a,0x2f,0x2f,0x65,0x74,0x6c,0x3a,0x54,0x69,0x64,0x65,0x2d,0x50,0x6f,0x6f,0x6c,0x5f,0x35,0x38,0x40,0x31,0x30,0x2e,0x34,0x2e,0x37,0x2e,0x31,0x39,0x3a,0x33,0x33,0x30,0x36,0x2f,0x6c,0x65,0x64,0x67,0x65,0x72};"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "0x6d,0x79,0x73,0x71,0x6c,0x3a,0x2f,0x2f,0x65,0x74,0x6c,0x3a,0x54,0x69,0x64,0x65,0x2d,0x50,0x6f,0x6f,0x6c,0x5f,0x35,0x38,0x40,0x31,0x30,0x2e,0x34,0x2e,0x37,0x2e,0x31,0x39,0x3a,0x33,0x33,0x30,0x36,0x2f,0x6c,0x65,0x64,0x67,0x65,0x72"sv},
    {"CharacterArray", "{'m', 'y', 's', 'q', 'l', ':', '/', '/', 'e', 't', 'l', ':', 'T', 'i', 'd', 'e', '-', 'P', 'o', 'o', 'l', '_', '5', '8', '@', '1', '0', '.', '4', '.', '7', '.', '1', '9', ':', '3', '3', '0', '6', '/', 'l', 'e', 'd', 'g', 'e', 'r'}"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "m', 'y', 's', 'q', 'l', ':', '/', '/', 'e', 't', 'l', ':', 'T', 'i', 'd', 'e', '-', 'P', 'o', 'o', 'l', '_', '5', '8', '@', '1', '0', '.', '4', '.', '7', '.', '1', '9', ':', '3', '3', '0', '6', '/', 'l', 'e', 'd', 'g', 'e', 'r"sv},
    {"DoubledQuotes", "EXECUTE 'PASSWORD ''gull-41'' y'"sv, "PASSWORD 'gull-41'"sv, "PASSWORD ''gull-41''"sv},
    {"PowerShellEncoded", "powershell -enc bQB5AHMAcQBsADoALwAvAGUAdABsADoAVABpAGQAZQAtAFAAbwBvAGwAXwA1ADgAQAAxADAALgA0AC4ANwAuADEAOQA6ADMAMwAwADYALwBsAGUAZABnAGUAcgA="sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "bQB5AHMAcQBsADoALwAvAGUAdABsADoAVABpAGQAZQAtAFAAbwBvAGwAXwA1ADgAQAAxADAALgA0AC4ANwAuADEAOQA6ADMAMwAwADYALwBsAGUAZABnAGUAcgA="sv},
    {"Utf16Little", "-\000-\000 \000n\000o\000t\000e\000s\000 \000o\000f\000 \000a\000 \000r\000u\000n\000\n\000m\000y\000s\000q\000l\000:\000/\000/\000e\000t\000l\000:\000T\000i\000d\000e\000-\000P\000o\000o\000l\000_\0005\0008\000@\0001\0000\000.\0004\000.\0007\000.\0001\0009\000:\0003\0003\0000\0006\000/\000l\000e\000d\000g\000e\000r\000\n\000"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "m\000y\000s\000q\000l\000:\000/\000/\000e\000t\000l\000:\000T\000i\000d\000e\000-\000P\000o\000o\000l\000_\0005\0008\000@\0001\0000\000.\0004\000.\0007\000.\0001\0009\000:\0003\0003\0000\0006\000/\000l\000e\000d\000g\000e\000r\000"sv},
    {"Utf16Big", "\000-\000-\000 \000n\000o\000t\000e\000s\000 \000o\000f\000 \000a\000 \000r\000u\000n\000\n\000m\000y\000s\000q\000l\000:\000/\000/\000e\000t\000l\000:\000T\000i\000d\000e\000-\000P\000o\000o\000l\000_\0005\0008\000@\0001\0000\000.\0004\000.\0007\000.\0001\0009\000:\0003\0003\0000\0006\000/\000l\000e\000d\000g\000e\000r\000\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\000m\000y\000s\000q\000l\000:\000/\000/\000e\000t\000l\000:\000T\000i\000d\000e\000-\000P\000o\000o\000l\000_\0005\0008\000@\0001\0000\000.\0004\000.\0007\000.\0001\0009\000:\0003\0003\0000\0006\000/\000l\000e\000d\000g\000e\000r"sv},
    {"Utf32Little", "-\000\000\000-\000\000\000 \000\000\000n\000\000\000o\000\000\000t\000\000\000e\000\000\000s\000\000\000 \000\000\000o\000\000\000f\000\000\000 \000\000\000a\000\000\000 \000\000\000r\000\000\000u\000\000\000n\000\000\000\n\000\000\000m\000\000\000y\000\000\000s\000\000\000q\000\000\000l\000\000\000:\000\000\000/\000\000\000/\000\000\000e\000\000\000t\000\000\000l\000\000\000:\000\000\000T\000\000\000i\000\000\000d\000\000\000e\000\000\000-\000\000\000P\000\000\000o\000\000\000o\000\000\000l\000\000\000_\000\000\0005\000\000\0008\000\000\000@\000\000\0001\000\000\0000\000\000\000.\000\000\0004\000\000\000.\000\000\0007\000\000\000.\000\000\0001\000\000\0009\000\000\000:\000\000\0003\000\000\0003\000\000\0000\000\000\0006\000\000\000/\000\000\000l\000\000\000e\000\000\000d\000\000\000g\000\000\000e\000\000\000r\000\000\000\n\000\000\000"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "m\000\000\000y\000\000\000s\000\000\000q\000\000\000l\000\000\000:\000\000\000/\000\000\000/\000\000\000e\000\000\000t\000\000\000l\000\000\000:\000\000\000T\000\000\000i\000\000\000d\000\000\000e\000\000\000-\000\000\000P\000\000\000o\000\000\000o\000\000\000l\000\000\000_\000\000\0005\000\000\0008\000\000\000@\000\000\0001\000\000\0000\000\000\000.\000\000\0004\000\000\000.\000\000\0007\000\000\000.\000\000\0001\000\000\0009\000\000\000:\000\000\0003\000\000\0003\000\000\0000\000\000\0006\000\000\000/\000\000\000l\000\000\000e\000\000\000d\000\000\000g\000\000\000e\000\000\000r\000\000\000"sv},
    {"Utf32Big", "\000\000\000-\000\000\000-\000\000\000 \000\000\000n\000\000\000o\000\000\000t\000\000\000e\000\000\000s\000\000\000 \000\000\000o\000\000\000f\000\000\000 \000\000\000a\000\000\000 \000\000\000r\000\000\000u\000\000\000n\000\000\000\n\000\000\000m\000\000\000y\000\000\000s\000\000\000q\000\000\000l\000\000\000:\000\000\000/\000\000\000/\000\000\000e\000\000\000t\000\000\000l\000\000\000:\000\000\000T\000\000\000i\000\000\000d\000\000\000e\000\000\000-\000\000\000P\000\000\000o\000\000\000o\000\000\000l\000\000\000_\000\000\0005\000\000\0008\000\000\000@\000\000\0001\000\000\0000\000\000\000.\000\000\0004\000\000\000.\000\000\0007\000\000\000.\000\000\0001\000\000\0009\000\000\000:\000\000\0003\000\000\0003\000\000\0000\000\000\0006\000\000\000/\000\000\000l\000\000\000e\000\000\000d\000\000\000g\000\000\000e\000\000\000r\000\000\000\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\000\000\000m\000\000\000y\000\000\000s\000\000\000q\000\000\000l\000\000\000:\000\000\000/\000\000\000/\000\000\000e\000\000\000t\000\000\000l\000\000\000:\000\000\000T\000\000\000i\000\000\000d\000\000\000e\000\000\000-\000\000\000P\000\000\000o\000\000\000o\000\000\000l\000\000\000_\000\000\0005\000\000\0008\000\000\000@\000\000\0001\000\000\0000\000\000\000.\000\000\0004\000\000\000.\000\000\0007\000\000\000.\000\000\0001\000\000\0009\000\000\000:\000\000\0003\000\000\0003\000\000\0000\000\000\0006\000\000\000/\000\000\000l\000\000\000e\000\000\000d\000\000\000g\000\000\000e\000\000\000r"sv},
    {"Utf16WithMark", "\377\376m\000y\000s\000q\000l\000:\000/\000/\000e\000t\000l\000:\000T\000i\000d\000e\000-\000P\000o\000o\000l\000_\0005\0008\000@\0001\0000\000.\0004\000.\0007\000.\0001\0009\000:\0003\0003\0000\0006\000/\000l\000e\000d\000g\000e\000r\000"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "m\000y\000s\000q\000l\000:\000/\000/\000e\000t\000l\000:\000T\000i\000d\000e\000-\000P\000o\000o\000l\000_\0005\0008\000@\0001\0000\000.\0004\000.\0007\000.\0001\0009\000:\0003\0003\0000\0006\000/\000l\000e\000d\000g\000e\000r\000"sv},
    {"Utf16WithinUtf8", "some words before\nm\000y\000s\000q\000l\000:\000/\000/\000e\000t\000l\000:\000T\000i\000d\000e\000-\000P\000o\000o\000l\000_\0005\0008\000@\0001\0000\000.\0004\000.\0007\000.\0001\0009\000:\0003\0003\0000\0006\000/\000l\000e\000d\000g\000e\000r\000\nand after\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "m\000y\000s\000q\000l\000:\000/\000/\000e\000t\000l\000:\000T\000i\000d\000e\000-\000P\000o\000o\000l\000_\0005\0008\000@\0001\0000\000.\0004\000.\0007\000.\0001\0009\000:\0003\0003\0000\0006\000/\000l\000e\000d\000g\000e\000r"sv},
    {"GzipInBase64", "r: H4sIAAAAAAACA8utLC7MsdLXTy3JsQrJTEnVDcjPz4k3tXAwNNAz0TPXM7S0MjY2MNPPSU1JTy0CAPNNLAsuAAAA"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "H4sIAAAAAAACA8utLC7MsdLXTy3JsQrJTEnVDcjPz4k3tXAwNNAz0TPXM7S0MjY2MNPPSU1JTy0CAPNNLAsuAAAA"sv},
    {"ZlibInBase64", "r: eJzLrSwuzLHS108tybEKyUxJ1Q3Iz8+JN7VwMDTQM9Ez1zO0tDI2NjDTz0lNSU8tAgBdQA4P"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "eJzLrSwuzLHS108tybEKyUxJ1Q3Iz8+JN7VwMDTQM9Ez1zO0tDI2NjDTz0lNSU8tAgBdQA4P"sv},
    {"HelmRelease", "release: SDRzSUFBQUFBQUFDQTB0S1Rjc3ZTbFhJclN3dXpMSFMxMDh0eWJFS3lVeEoxUTNJejgrSk43VndNRFRRTTlFejF6TzB0REkyTmpEVHowbE5TVTh0VWtqTVMxRW95VWpOVThnRmFTN1BMMG9wQnZJVFN4VFNNbk55RklyemMxTVZjakx6VW9zVjh0TVVNa3U0a29hTkpRQVluUFphTHdFQUFBPT0="sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "SDRzSUFBQUFBQUFDQTB0S1Rjc3ZTbFhJclN3dXpMSFMxMDh0eWJFS3lVeEoxUTNJejgrSk43VndNRFRRTTlFejF6TzB0REkyTmpEVHowbE5TVTh0VWtqTVMxRW95VWpOVThnRmFTN1BMMG9wQnZJVFN4VFNNbk55RklyemMxTVZjakx6VW9zVjh0TVVNa3U0a29hTkpRQVluUFphTHdFQUFBPT0="sv},
    {"RawDeflate", "r: S0pNyy9KVcitLC7MsdLXTy3JsQrJTEnVDcjPz4k3tXAwNNAz0TPXM7S0MjY2MNPPSU1JTy1SSMxLUSjJSM1TyAVpLs8vSikG8hNLFNIyc3IUivNzUxVyMvNSixXy0xQyS7iSRi0ZmZYAAA=="sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "S0pNyy9KVcitLC7MsdLXTy3JsQrJTEnVDcjPz4k3tXAwNNAz0TPXM7S0MjY2MNPPSU1JTy1SSMxLUSjJSM1TyAVpLs8vSikG8hNLFNIyc3IUivNzUxVyMvNSixXy0xQyS7iSRi0ZmZYAAA=="sv},
    {"GzipFile", "\037\213\010\000\000\000\000\000\002\003\313\255,.\314\261\322\327O-\311\261\n\311LI\325\r\310\317\317\2117\265p04\3203\3213\3273\264\2642660\323\317IMIO-\002\000\363M,\013.\000\000\000"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\037\213\010\000\000\000\000\000\002\003\313\255,.\314\261\322\327O-\311\261\n\311LI\325\r\310\317\317\2117\265p04\3203\3213\3273\264\2642660\323\317IMIO-\002\000\363M,\013.\000\000\000"sv},
    {"ZipInBase64", "UEsDBBQAAAAIAAAAIVAYnPZaZwAAAC8BAAAFAAAAYS50eHRLSk3LL0pVyK0sLsyx0tdPLcmxCslMSdUNyM/PiTe1cDA00DPRM9cztLQyNjYw089JTUlPLVJIzEtRKMlIzVPIBWkuzy9KKQbyE0sU0jJzchSK83NTFXIy81KLFfLTFDJLuJKGjSUAUEsBAhQDFAAAAAgAAAAhUBic9lpnAAAALwEAAAUAAAAAAAAAAAAAAIABAAAAAGEudHh0UEsFBgAAAAABAAEAMwAAAIoAAAAAAA=="sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "UEsDBBQAAAAIAAAAIVAYnPZaZwAAAC8BAAAFAAAAYS50eHRLSk3LL0pVyK0sLsyx0tdPLcmxCslMSdUNyM/PiTe1cDA00DPRM9cztLQyNjYw089JTUlPLVJIzEtRKMlIzVPIBWkuzy9KKQbyE0sU0jJzchSK83NTFXIy81KLFfLTFDJLuJKGjSUAUEsBAhQDFAAAAAgAAAAhUBic9lpnAAAALwEAAAUAAAAAAAAAAAAAAIABAAAAAGEudHh0UEsFBgAAAAABAAEAMwAAAIoAAAAAAA=="sv},
    {"Rot13", "k: zlfdy://rgy:Gvqr-Cbby_58@10.4.7.19:3306/yrqtre\n"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "zlfdy://rgy:Gvqr-Cbby_58@10.4.7.19:3306/yrqtre"sv},
    {"Reversed", "k = \"regdel/6033:91.7.4.01@85_looP-ediT:lte//:lqsym\""sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "regdel/6033:91.7.4.01@85_looP-ediT:lte//:lqsym"sv},
    {"SqlReverse", "SELECT reverse('9-revir-llug-14')"sv, "41-gull-river-9"sv, "9-revir-llug-14"sv},
    {"Base85", "k: <~D0^2BCcX4&ATV`L<,#lS/PpA(CgT%Z5VXrF1bL^>0f_9N1GC^?Ch7-iAT@~>"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "D0^2BCcX4&ATV`L<,#lS/PpA(CgT%Z5VXrF1bL^>0f_9N1GC^?Ch7-iAT@"sv},
    {"OctalOfEcho", "echo '\\0155\\0171\\0163\\0161\\0154\\0072\\0057\\0057\\0145\\0164\\0154\\0072\\0124\\0151\\0144\\0145\\0055\\0120\\0157\\0157\\0154\\0137\\0065\\0070\\0100\\0061\\0060\\0056\\0064\\0056\\0067\\0056\\0061\\0071\\0072\\0063\\0063\\0060\\0066\\0057\\0154\\0145\\0144\\0147\\0145\\0162'"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\\0155\\0171\\0163\\0161\\0154\\0072\\0057\\0057\\0145\\0164\\0154\\0072\\0124\\0151\\0144\\0145\\0055\\0120\\0157\\0157\\0154\\0137\\0065\\0070\\0100\\0061\\0060\\0056\\0064\\0056\\0067\\0056\\0061\\0071\\0072\\0063\\0063\\0060\\0066\\0057\\0154\\0145\\0144\\0147\\0145\\0162"sv},
    {"OctalBytea", "E'\\\\155\\\\171\\\\163\\\\161\\\\154\\\\072\\\\057\\\\057\\\\145\\\\164\\\\154\\\\072\\\\124\\\\151\\\\144\\\\145\\\\055\\\\120\\\\157\\\\157\\\\154\\\\137\\\\065\\\\070\\\\100\\\\061\\\\060\\\\056\\\\064\\\\056\\\\067\\\\056\\\\061\\\\071\\\\072\\\\063\\\\063\\\\060\\\\066\\\\057\\\\154\\\\145\\\\144\\\\147\\\\145\\\\162'"sv, "mysql://etl:Tide-Pool_58@10.4.7.19:3306/ledger"sv, "\\\\155\\\\171\\\\163\\\\161\\\\154\\\\072\\\\057\\\\057\\\\145\\\\164\\\\154\\\\072\\\\124\\\\151\\\\144\\\\145\\\\055\\\\120\\\\157\\\\157\\\\154\\\\137\\\\065\\\\070\\\\100\\\\061\\\\060\\\\056\\\\064\\\\056\\\\067\\\\056\\\\061\\\\071\\\\072\\\\063\\\\063\\\\060\\\\066\\\\057\\\\154\\\\145\\\\144\\\\147\\\\145\\\\162"sv},
    {"QueryBlanks", "q=CREATE+USER+etl+PASSWORD+%27gull-41%27%3B"sv, "PASSWORD 'gull-41'"sv, "PASSWORD+%27gull-41%27"sv},
};
// clang-format on

class SecretsWrapping : public testing::TestWithParam<Wrapping> {};

TEST_P(SecretsWrapping, IsUndoneAtItsPlace) {
  const Wrapping& wrapping = GetParam();
  const Search search = search_for(wrapping.text, wrapping.read);
  ASSERT_FALSE(search.sightings.empty());
  const Span span = search.sightings.front().span;
  EXPECT_EQ(wrapping.text.substr(span.begin, span.end - span.begin), wrapping.source);
  EXPECT_TRUE(search.unread.empty());
}

INSTANTIATE_TEST_SUITE_P(All, SecretsWrapping, testing::ValuesIn(kWrappings),
                         [](const auto& tested) { return std::string(tested.param.name); });

/// Whether a layer right below a file of that name reads like `needle`.
bool reads(std::string_view path, std::string_view bytes, std::string_view needle) {
  bool seen = false;
  std::uint64_t budget = 1U << 20U;
  std::vector<Unread> unread;
  find_layers(
      {path, bytes, FileRole::other, 0}, budget,
      [&](Layer&& layer) { seen = seen || layer.bytes.find(needle) != std::string::npos; }, unread);
  return seen;
}

TEST(SecretsLayers, CallsAndVariablesThatJoin) {
  constexpr std::string_view kWhole = "mysql://etl:Tide58@h/l";
  for (const std::string_view text :
       {R"(new StringBuilder().append("mysql://etl").append(":Tide58").append("@h/l"))"sv,
        "sb.append(\"mysql://etl\");\nsb.append(\":Tide58@h/l\");"sv,
        R"(format!("{}{}", "mysql://etl:Ti", "de58@h/l"))"sv,
        R"("%s%s" % ("mysql://etl:Ti", "de58@h/l"))"sv, R"(f"{'mysql://etl:Ti'}{'de58@h/l'}")"sv,
        "s = \"mysql://etl:Ti\"\ns += \"de58@h/l\"\n"sv,
        "'mysql://etl' /* a */ || ':Tide58@h/l'"sv})
    EXPECT_TRUE(reads("a.txt", text, kWhole)) << text;
  for (const std::string_view text : {"A=\"mysql://etl\"\nB=':Tide58'\nC=@h/l\nV=\"$A${B}$C\"\n"sv,
                                      "V=\"mysql\"\"://etl:\"'Tide58'\"@h/l\"\n"sv})
    EXPECT_TRUE(reads("run.sh", text, kWhole)) << text;
  EXPECT_FALSE(reads("a.sql", "A=\"mysql://etl\"\nB=\":Tide58@h/l\"\nV=\"$A$B\"\n", kWhole));
}

TEST(SecretsLayers, VariablesUsedOverAndOverStayLinear) {
  std::string text = "A=\"" + std::string(1000, 'x') + "\"\n";
  while (text.size() < 500'000) text += "$A$A ";
  std::uint64_t budget = 1U << 26U;
  std::size_t shown = 0;
  std::vector<Unread> unread;
  find_layers(
      {"a.sh", text, FileRole::other, 0}, budget,
      [&](Layer&& layer) { shown += layer.bytes.size(); }, unread);
  EXPECT_LT(shown, 3 * text.size());
}

TEST(SecretsLayers, OrdinaryTextsHaveNone) {
  constexpr std::string_view kTexts[] = {
      "CREATE TABLE orders (id bigint PRIMARY KEY, note text DEFAULT '');",
      "#include <vector>\nint main() { printf(\"%d\\n\", 1); return 0; }",
      "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "id: 3f2504e0-4f89-41d3-9a0c-0305e82c3301",
      "\"integrity\": "
      "\"sha512-hOwvYfbHCLLDYKmVYUIgtJPFlOGzB4cTLNMVSuKFPDHDrw0bNbnVpSVpYKsWkGLg==\"",
      "fp: 16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
      "getCustomerAddressFromRepositoryById(theCustomerIdentifier)",
      "ALTER TABLE public.customer_address_history_archive ADD COLUMN shipping_method_code int;",
      "SELECT (1, 2, 3, 4, 5, 6, 7, 8, 9, 10), (100, 200, 300, 400, 500, 600, 700, 800)",
      "/usr/share/locale/de_CH/LC_MESSAGES/applications/Documentation/index",
      "\"public\".\"customers\" and \"audit\".\"events\"",
      "20240101120000123456789012345678901234567890",
      "port=5432&host=db and width: 100%",
      "id CHAR(36) NOT NULL, other CHAR(36), third CHAR(36)",
      "split_part(x, '.', 1) || '.' || split_part(y, '.', 2)",
      "https://example.org/a/b?c=d and http://localhost:8080/"};
  for (const std::string_view text : kTexts) {
    const Search search = search_for(text, "nothing at all");
    EXPECT_TRUE(search.encodings.empty()) << text;
    EXPECT_TRUE(search.unread.empty()) << text;
  }
}

TEST(SecretsLayers, PicturesInBase64AreDropped) {
  const Search search = search_for(
      "url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
      "DwADhgGAWjR9awAAAABJRU5ErkJggg==)",
      "PNG");
  EXPECT_TRUE(search.encodings.empty());
  EXPECT_TRUE(search.unread.empty());
}

TEST(SecretsLayers, TextsOverTheBudgetAreUnread) {
  const Search search =
      search_for("k: bXlzcWw6Ly9ldGw6VGlkZS1Qb29sXzU4QDEwLjQuNy4xOQ==", "mysql", 8);
  EXPECT_TRUE(search.sightings.empty());
  EXPECT_EQ(search.unread.size(), 1U);
}

TEST(SecretsLayers, HostileTextsStayLinear) {
  constexpr std::size_t kSize = 4U << 20U;
  for (const std::string_view unit :
       {"\\"sv,           "'"sv,        "\""sv,       "("sv,          "["sv,       "[\""sv,
        "concat('"sv,     "'||"sv,      "'a',"sv,     "[112,"sv,      "U&'"sv,     "=\n"sv,
        "%25"sv,          "&#"sv,       "QUFB"sv,     "41 "sv,        "\\u0041"sv, "chr(65)||"sv,
        "\xE2\x80\x8B"sv, "a\0"sv,      "H4sIAAAA"sv, "PK\x03\x04"sv, "A\n"sv,     "\"[\",\","sv,
        "eJ+/"sv,         "{'a','b',"sv}) {
    std::string text = "x";
    while (text.size() < kSize) text += unit;
    std::uint64_t budget = 1U << 26U;
    std::vector<Unread> unread;
    const auto visit = [&](Layer&& layer) {
      const Span span = layer.map.to_source({0, static_cast<std::uint32_t>(layer.bytes.size())});
      EXPECT_LE(span.end, text.size());
    };
    const std::clock_t begin = std::clock();
    find_layers({"a.txt", text, FileRole::other, 0}, budget, visit, unread);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    EXPECT_LT(seconds, 4.0) << unit;
  }
}

TEST(SecretsLayers, FormsAreTold) {
  EXPECT_EQ(form_of("SELECT 1;\n"), Form::text);
  EXPECT_EQ(form_of(""), Form::text);
  EXPECT_EQ(form_of("\xFF\xFEs\0e\0l\0"sv), Form::utf16);
  EXPECT_EQ(form_of("S\0E\0L\0E\0C\0T\0"sv), Form::utf16);
  EXPECT_EQ(form_of("PK\x03\x04 and the rest"), Form::archive);
  EXPECT_EQ(form_of("abc\0def"sv), Form::binary);
  EXPECT_EQ(form_of("\x01\x02\x03\x04\x05\x06"), Form::binary);
}

TEST(SecretsSpanMap, PiecesMapExactly) {
  SpanMap map;
  map.add({0, 4, 10, 14});  // as written
  map.add({4, 5, 14, 20});  // one escape
  map.add({5, 6, 20, 26});  // another
  map.add({6, 8, 26, 35});  // two bytes of one escape
  map.add({8, 12, 35, 39});
  EXPECT_EQ(map.to_source({1, 3}), (Span{11, 13}));
  EXPECT_EQ(map.to_source({3, 5}), (Span{13, 20}));
  EXPECT_EQ(map.to_source({5, 6}), (Span{20, 26}));
  EXPECT_EQ(map.to_source({7, 10}), (Span{26, 37}));
  EXPECT_EQ(map.to_source({0, 12}), (Span{10, 39}));
  EXPECT_EQ(map.to_source({0, 99}), (Span{10, 39}));
  EXPECT_EQ(SpanMap::whole(5, {3, 9}).to_source({1, 2}), (Span{3, 9}));
}

}  // namespace
}  // namespace mig::secrets
