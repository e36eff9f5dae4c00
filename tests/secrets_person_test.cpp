#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "mig/secrets/person/find_persons.hpp"
#include "mig/secrets/person/national_id.hpp"

namespace mig::secrets {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

struct Value {
  std::string_view column;
  std::string value;
};

Row row_of(const std::vector<Value>& values) {
  Row row;
  row.table = "people";
  std::uint32_t at = 100;
  for (const Value& value : values) {
    const auto size = static_cast<std::uint32_t>(value.value.size());
    row.cells.push_back({value.column, value.value, {at, at + size}, true});
    at += size + 4;
  }
  return row;
}

std::vector<std::string> rules_in_row(const std::vector<Value>& values) {
  Detections found;
  find_persons_in_row(row_of(values), found);
  std::vector<std::string> rules;
  for (const Detection& one : found) rules.emplace_back(one.rule);
  return rules;
}

std::vector<std::string> rules_in(std::string_view column, std::string value) {
  return rules_in_row({{column, std::move(value)}});
}

// "rule:what the span covers"
std::vector<std::string> in_text(std::string_view bytes) {
  Detections found;
  find_persons_in_text({"notes.md", bytes, FileRole::evidence, 0}, found);
  std::vector<std::string> seen;
  for (const Detection& one : found) {
    EXPECT_EQ(one.value, bytes.substr(one.span.begin, one.span.end - one.span.begin));
    EXPECT_EQ(one.subject.find(one.value), std::string::npos);
    seen.push_back(std::string(one.rule) + ":" + one.value);
  }
  return seen;
}

TEST(PersonsInRows, EmailsStandForThemselvesInAnyColumn) {
  EXPECT_THAT(rules_in("", "marta.lindqvist@fjordpost.se"), ElementsAre("pii-email"));
  EXPECT_THAT(rules_in("owner_id", "marta@fjordpost.se"), ElementsAre("pii-email"));
  for (const char* clear :
       {"a@example.com", "b@mail.example.org", "c@host.invalid", "d@x.test", "e@localhost",
        "noreply@fjordpost.se", "no-reply@fjordpost.se", "postmaster@fjordpost.se",
        "root@fjordpost.se", "icon@2x.png", "postgres://app:pw@db.fjordpost.se/x",
        "git@fjordpost.se:tools/x.git", "lodash@4.17.21", "^[^@]+@[^@]+$"})
    EXPECT_THAT(rules_in("note", clear), IsEmpty()) << clear;
}

TEST(PersonsInRows, SpansAreOfTheValue) {
  Detections found;
  find_persons_in_row(row_of({{"remark", "ask ole@fjordpost.se today"}}), found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].span, (Span{104, 120}));
  EXPECT_EQ(found[0].value, "ole@fjordpost.se");
  EXPECT_EQ(found[0].subject.find("ole"), std::string::npos);
}

TEST(PersonsInRows, AValueThatWasDecodedIsCoveredAsAWhole) {
  Row row = row_of({{"remark", "it's ole@fjordpost.se"}});
  row.cells[0].span = {10, 40};
  Detections found;
  find_persons_in_row(row, found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].span, (Span{10, 40}));
}

TEST(PersonsInRows, SubjectsDoNotRepeatAHeaderThatIsData) {
  Detections found;
  find_persons_in_row(row_of({{"phone 2028231199", "2028231199"}}), found);
  for (const Detection& one : found)
    EXPECT_EQ(one.subject.find("2028231199"), std::string::npos) << one.subject;
}

TEST(PersonsInRows, SocialSecurityNumbersFollowTheirRules) {
  EXPECT_THAT(rules_in("ssn", "412-68-7731"), ElementsAre("pii-ssn"));
  EXPECT_THAT(rules_in("ssn", "412687731"), ElementsAre("pii-ssn"));
  EXPECT_THAT(rules_in("social_security_number", "412 68 7731"), ElementsAre("pii-ssn"));
  EXPECT_THAT(rules_in("", "412-68-7731"), ElementsAre("pii-ssn"));
  for (const char* clear : {"000-12-3456", "666-12-3456", "412-00-7731", "412-68-0000",
                            "123-45-6789", "078-05-1120", "219-09-9999", "111-11-1111"})
    EXPECT_THAT(rules_in("ssn", clear), IsEmpty()) << clear;
  EXPECT_THAT(rules_in("order_no", "412687731"), IsEmpty());
}

TEST(PersonsInRows, CardsNeedRangeLengthAndCheckDigit) {
  EXPECT_THAT(rules_in("card_number", "4716108999716531"), ElementsAre("pii-card"));
  EXPECT_THAT(rules_in("card", "3714 496353 98457"), IsEmpty());
  EXPECT_THAT(rules_in("pan", "4716-1089-9971-6531"), ElementsAre("pii-card"));
  EXPECT_THAT(rules_in("note", "4716 1089 9971 6531"), ElementsAre("pii-card"));
  for (const char* clear : {"4716108999716532", "4242424242424242", "4111 1111 1111 1111",
                            "5555555555554444", "378282246310005"})
    EXPECT_THAT(rules_in("card_number", clear), IsEmpty()) << clear;
  EXPECT_THAT(rules_in("order_no", "4716108999716531"), IsEmpty());
  EXPECT_THAT(rules_in("tracking_id", "4716 1089 9971 6531"), IsEmpty());
  EXPECT_THAT(rules_in("card_type", "4716108999716531"), IsEmpty());
}

TEST(PersonsInRows, AccountsNeedCountryLengthAndRemainder) {
  EXPECT_THAT(rules_in("iban", "NL91 ABNA 0417 1643 00"), ElementsAre("pii-iban"));
  EXPECT_THAT(rules_in("memo", "pay to DE89370400440532013000"), ElementsAre("pii-iban"));
  EXPECT_THAT(rules_in("iban", "NL91 ABNA 0417 1643 01"), IsEmpty());
  EXPECT_THAT(rules_in("iban", "NL91ABNA041716430"), IsEmpty());
}

TEST(PersonsInRows, PhonesOfFilmsAreNobodys) {
  for (const char* real : {"+47 912 84 517", "(415) 823-9921", "0171 8834521", "+442079111734",
                           "415.823.9921 x12", "tel:+4930901820"})
    EXPECT_THAT(rules_in("mobile_phone", real), ElementsAre("pii-phone")) << real;
  for (const char* clear :
       {"+1 555 823 9921", "+1 202 555 0143", "(212) 555-0199", "555-0123", "07700 900123",
        "+44 20 7946 0018", "+61 2 5550 1234", "0000000000", "1234567890"})
    EXPECT_THAT(rules_in("phone", clear), IsEmpty()) << clear;
  EXPECT_THAT(rules_in("", "+47 912 84 517"), ElementsAre("pii-phone"));
  EXPECT_THAT(rules_in("amount", "4158239921"), IsEmpty());
}

TEST(PersonsInRows, AddressesOfTheInternetNeedTheirColumn) {
  EXPECT_THAT(rules_in("client_ip", "91.198.44.7"), ElementsAre("pii-ip-address"));
  EXPECT_THAT(rules_in("ip", "2a02:8109:9ac0:1b::7"), ElementsAre("pii-ip-address"));
  for (const char* clear : {"10.1.2.3", "192.168.0.9", "172.20.1.1", "127.0.0.1", "169.254.1.1",
                            "192.0.2.5", "198.51.100.7", "203.0.113.9", "8.8.8.8", "1.1.1.1",
                            "255.255.255.0", "2001:db8::1", "fe80::1", "91.198.44.0/24"})
    EXPECT_THAT(rules_in("ip_address", clear), IsEmpty()) << clear;
  EXPECT_THAT(rules_in("version", "91.198.44.7"), IsEmpty());
}

TEST(PersonsInRows, BirthDatesAndNamesNeedTheirColumn) {
  for (const char* day : {"1984-11-02", "02.11.1984", "11/02/1984", "2 Nov 1984", "19841102"})
    EXPECT_THAT(rules_in("date_of_birth", day), ElementsAre("pii-birth-date")) << day;
  EXPECT_THAT(rules_in("created_at", "1984-11-02"), IsEmpty());
  EXPECT_THAT(rules_in("dob", "1970-01-01"), IsEmpty());
  EXPECT_THAT(rules_in_row({{"first_name", "Marta"}, {"last_name", "Lindqvist"}}),
              ElementsAre("pii-person-name", "pii-person-name"));
  for (const char* clear : {"John Doe", "Test User", "admin", "{{ name }}", "N/A", "Unknown"})
    EXPECT_THAT(rules_in("full_name", clear), IsEmpty()) << clear;
  EXPECT_THAT(rules_in("name", "Monthly Report"), IsEmpty());
  EXPECT_THAT(rules_in_row({{"name", "Marta Lindqvist"}, {"email", "m@fjordpost.se"}}),
              ElementsAre("pii-email", "pii-person-name"));
}

struct Sample {
  std::string_view column;
  std::string valid;
  std::string broken;
};

TEST(PersonsInRows, NationalIdsNeedNameAndCheckDigits) {
  const std::vector<Sample> samples = {
      {"nino", "CE482931B", "QQ123456C"},
      {"nhs_number", "943 476 5919", "943 476 5918"},
      {"codice_fiscale", "RSSMRA85T10A562S", "RSSMRA85T10A562T"},
      {"numero_nir", "255081416802538", "255081416802539"},
      {"steuer_id", "86095742719", "86095742718"},
      {"bsn", "111222333", "111222334"},
      {"personnummer", "811228-9874", "811228-9873"},
      {"hetu", "131052-308T", "131052-308U"},
      {"pesel", "44051401359", "44051401358"},
      {"aadhaar_no", "2341 2341 2346", "2341 2341 2345"},
      {"pan_number", "AFZPK7190K", "AFZXK7190K"},
      {"cpf", "529.982.247-25", "529.982.247-26"},
      {"sin", "130 692 544", "130 692 545"},
      {"tfn", "459599230", "459599231"},
      {"sa_id_number", "8001015009087", "8001015009088"},
      {"curp", "HEGG560427MVZRRL04", "HEGG560427MVZRRL05"},
      {"resident_id", "11010519491231002X", "110105194912310021"},
      {"rut", "12.531.909-2", "12.531.909-3"},
      {"passport_number", "C01X00T47", "pending"},
  };
  for (const Sample& sample : samples) {
    EXPECT_THAT(rules_in(sample.column, sample.valid), ElementsAre("pii-national-id"))
        << sample.column;
    EXPECT_THAT(rules_in(sample.column, sample.broken), Not(Contains("pii-national-id")))
        << sample.column;
    EXPECT_THAT(rules_in("quantity_id", sample.valid), Not(Contains("pii-phone")));
  }
}

TEST(PersonsInRows, ChecksTellTheirKinds) {
  EXPECT_FALSE(check::dni("12345678Z"));  // what documents show
  EXPECT_TRUE(check::israeli("000000018"));
  EXPECT_TRUE(check::belgian("93051822361"));
  EXPECT_TRUE(check::tckn("10000000146"));
  EXPECT_FALSE(check::ahv("7569217076985"));
  EXPECT_TRUE(check::snils("11223344595"));
}

TEST(PersonsInText, FindsWhatStandsForItselfOrIsNamed) {
  EXPECT_THAT(in_text("From: Marta <marta@fjordpost.se>,"),
              ElementsAre("pii-email:marta@fjordpost.se"));
  EXPECT_THAT(in_text("call +47 912 84 517 today"), ElementsAre("pii-phone:+47 912 84 517"));
  EXPECT_THAT(in_text("phone: (415) 823-9921."), ElementsAre("pii-phone:(415) 823-9921"));
  EXPECT_THAT(in_text("card 4716 1089 9971 6531 declined"),
              ElementsAre("pii-card:4716 1089 9971 6531"));
  EXPECT_THAT(in_text("{\"card\":\"4716108999716531\"}"), ElementsAre("pii-card:4716108999716531"));
  EXPECT_THAT(in_text("IBAN NL91 ABNA 0417 1643 00 ok"),
              ElementsAre("pii-iban:NL91 ABNA 0417 1643 00"));
  EXPECT_THAT(in_text("ssn=412-68-7731"), ElementsAre("pii-ssn:412-68-7731"));
  EXPECT_THAT(in_text("PESEL: 44051401359"), ElementsAre("pii-national-id:44051401359"));
  EXPECT_THAT(in_text("{\"sin\": \"130692544\"}"), ElementsAre("pii-national-id:130692544"));
  EXPECT_THAT(in_text("CPF 529.982.247-25"), ElementsAre("pii-national-id:529.982.247-25"));
  EXPECT_THAT(in_text("client 91.198.44.7 connected"), ElementsAre("pii-ip-address:91.198.44.7"));
  EXPECT_THAT(in_text("peer 2a02:8109:9ac0:1b::7,"),
              ElementsAre("pii-ip-address:2a02:8109:9ac0:1b::7"));
}

TEST(PersonsInText, SkipsNumbersOfMachines) {
  for (const char* clear :
       {"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "id 7d0f1c7e-1c1b-4c3e-9a51-2f6a4c0f7b11 at 2025-03-04T05:06:07.123456Z",
        "epoch 1741064767123 oid 16384 lsn 0/16B3748 xid 4294967295",
        "PostgreSQL version 16.3.0.1, Chrome/120.0.6099.71, 2.16.840.1.113883",
        "+00:00 +1234567890\n+4158239921,x", "4716108999716531", "rows 412687731",
        "v91.198.44.7 10.0.0.8/8 91.198.44.0/24", "ssh ops@web.fjordpost.se",
        "https://u:p@db.fjordpost.se:5432/x", "12:30:45 00:1A:2B:3C:4D:5E std::vector"})
    EXPECT_THAT(in_text(clear), IsEmpty()) << clear;
}

std::vector<std::string> in_script(std::string_view bytes) {
  Detections found;
  find_persons_in_script({"V1__x.sql", bytes, FileRole::script, 0}, found);
  std::vector<std::string> seen;
  for (const Detection& one : found) {
    EXPECT_EQ(one.value, bytes.substr(one.span.begin, one.span.end - one.span.begin));
    EXPECT_EQ(one.subject.find(one.value), std::string::npos);
    seen.push_back(std::string(one.rule) + ":" + one.value);
  }
  return seen;
}

TEST(PersonsInScripts, LiteralsThatColumnsAreComparedWith) {
  for (const char* script :
       {"DELETE FROM users WHERE lower(email) = 'ole.brekke@fjordpost.se';",
        "SELECT 1 FROM u WHERE mail IN (N'ole.brekke@fjordpost.se')",
        "WHERE login LIKE 'ole.brekke@fjordpost.se%'", "CALL merge('ole.brekke@fjordpost.se', 4)",
        "EXECUTE 'DELETE FROM u WHERE m = ''ole.brekke@fjordpost.se''';"})
    EXPECT_THAT(in_script(script), ElementsAre("pii-email:ole.brekke@fjordpost.se")) << script;
  EXPECT_THAT(in_script("DELETE FROM p WHERE ssn = '418-62-9073';"),
              ElementsAre("pii-ssn:418-62-9073"));
  EXPECT_THAT(in_script("DELETE FROM p WHERE p.phone <> '+47 918 55 301';"),
              ElementsAre("pii-phone:+47 918 55 301"));
}

TEST(PersonsInScripts, CommentsAndDefinitionsAreNoData) {
  for (const char* clear :
       {"-- by 'ole.brekke@fjordpost.se'\nSELECT 1;", "/* 'ole.brekke@fjordpost.se' */",
        "-- Author: ole.brekke@fjordpost.se", "m text DEFAULT 'ole.brekke@fjordpost.se'",
        "CHECK (m <> 'ole.brekke@fjordpost.se')", "WHERE m LIKE '%@fjordpost.se'",
        "SELECT 'write to ole.brekke@fjordpost.se today'", "WHERE ref = '918553011234'",
        "GRANT ALL ON d.* TO 'app'@'10.0.0.1';"})
    EXPECT_THAT(in_script(clear), IsEmpty()) << clear;
}

TEST(PersonsInScripts, HostileScriptsStayLinear) {
  for (const std::string_view piece : {"'", "a@b.co ", "'a@b.co' ", "x='1234567'", "/*'", "--'@"}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    Detections found;
    find_persons_in_script({"x.sql", text, FileRole::script, 0}, found);
    for (const Detection& one : found) EXPECT_LE(one.span.end, text.size());
  }
}

TEST(PersonsInRows, NumbersThatMoreStatesGive) {
  const std::vector<Value> given = {
      {"nrn", "85.07.30-033.28"},          {"egn", "7523169263"},       {"nik", "3273015508820004"},
      {"cnic", "61101-7730584-3"},         {"mykad", "880214-10-5537"}, {"sa_id", "8001015009087"},
      {"registre_national", "85073003328"}};
  for (const Value& value : given)
    EXPECT_THAT(rules_in(value.column, value.value), ElementsAre("pii-national-id"))
        << value.column;
  EXPECT_THAT(rules_in("egn", "7523169264"), IsEmpty());
  EXPECT_THAT(rules_in("nrn", "85.07.30-033.29"), IsEmpty());
  EXPECT_THAT(rules_in("quantity", "7523169263"), IsEmpty());
}

TEST(PersonsInText, HostileRunsStayLinear) {
  for (const std::string_view piece : {"1", "@", "1.", "+1", "1 ", "a1", "a@b.co", "DE12 ", "1-"}) {
    std::string text;
    while (text.size() < 2'000'000) text += piece;
    Detections found;
    find_persons_in_text({"run.log", text, FileRole::evidence, 0}, found);
    for (const Detection& one : found) EXPECT_LE(one.span.end, text.size());
  }
}

}  // namespace
}  // namespace mig::secrets
