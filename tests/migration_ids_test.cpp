#include "mig/rules/migration_ids.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace mig::rules {
namespace {

TEST(MigrationIds, NamesThePartThatIsWrong) {
  const auto part = [](std::string_view id) { return broken_part_of(id); };
  EXPECT_EQ(part("PG-MIG-2026-03-01-01"), "");
  EXPECT_EQ(part("PG-MIG-2026-02-30-01"), "");
  EXPECT_EQ(part("parcels"), "\"-MIG-\" is missing between its prefix and its date");
  EXPECT_EQ(part("pg-MIG-2026-03-01-01"), "its prefix \"pg\" must be written \"PG\"");
  EXPECT_EQ(part("MONGO-MIG-2026-03-01-01"),
            "its prefix \"MONGO\" is none of PG, SEARCH and GRAPH");
  EXPECT_EQ(part("PG-mig-2026-03-01-01"), "\"-MIG-\" is written in upper case");
  EXPECT_EQ(part("PG-MIG-26-03-01-01"), "its year \"26\" is not written with 4 digits");
  EXPECT_EQ(part("PG-MIG-2026-3-01-01"), "its month \"3\" is not written with 2 digits");
  EXPECT_EQ(part("PG-MIG-2026-03-O1-01"), "its day \"O1\" is not written with 2 digits");
  EXPECT_EQ(part("PG-MIG-2026-03-01-001"),
            "its sequence number \"001\" is not written with 2 digits");
  EXPECT_EQ(part("PG-MIG-2026-03-01"), "its sequence number \"\" is not written with 2 digits");
  EXPECT_EQ(part("PG-MIG-2026-03-01-00"), "its sequence number counts from 01");
}

TEST(MigrationIds, KnowsTheCalendar) {
  EXPECT_EQ(impossible_date_of("PG-MIG-2026-02-30-01"), "2026-02-30");
  EXPECT_EQ(impossible_date_of("PG-MIG-2024-02-29-01"), "");
  EXPECT_EQ(impossible_date_of("parcels"), "");
}

TEST(MigrationIds, OrdersByDateAndNumberWhateverTheStore) {
  EXPECT_EQ(is_earlier("SEARCH-MIG-2026-03-01-01", "PG-MIG-2026-03-01-02"), true);
  EXPECT_EQ(is_earlier("PG-MIG-2026-03-01-01", "SEARCH-MIG-2026-03-01-01"), false);
  EXPECT_EQ(is_earlier("PG-MIG-2026-03-02-01", "PG-MIG-2026-03-01-02"), false);
  EXPECT_EQ(is_earlier("parcels", "PG-MIG-2026-03-01-02"), std::nullopt);
}

TEST(MigrationIds, TellsTheStore) {
  EXPECT_EQ(type_of_id("GRAPH-MIG-2026-03-01-01"), "graph");
  EXPECT_EQ(type_of_id("GRAPH-MIG-2026-03-1-01"), "");
}

}  // namespace
}  // namespace mig::rules
