import { beforeEach, expect, test } from "vitest";
import { stampOf } from "#app/lib/stamp.server.ts";
import { ProfileForm } from "#app/team/forms.server.ts";
import { members } from "#app/team/members.server.ts";
import { changeProfile as changeIn, profileOf } from "#app/team/profile.server.ts";
import { freshStory, inTransaction, tom, trailOf } from "../support/story.ts";

const change = inTransaction(changeIn);
const asItStands = () => profileOf(members(tom).find(tom.id));
beforeEach(freshStory);

test("a member changes their own name, title and phone, and nothing else; once, on record", () => {
  expect(change(tom, { name: "Tom A. Achebe", title: "Head of design", phone: "(207) 555-0199", seen: stampOf(asItStands()) })).toBe(true);
  expect(asItStands()).toEqual({ name: "Tom A. Achebe", title: "Head of design", phone: "(207) 555-0199" });
  expect(change(tom, asItStands())).toBe(false);
  expect(trailOf(tom)).toEqual(["Tom Achebe changed their own details"]);
  expect(Object.keys(ProfileForm.parse({ name: "Tom", role: "owner", email: "other@northlight.example" }))).toEqual(["name", "title", "phone"]);
});

test("of two browsers that change it at once, the second is told", () => {
  const seen = stampOf(asItStands());
  change(tom, { name: "Tom Achebe", title: "Head of design", phone: "", seen });
  expect(() => change(tom, { name: "Tom Achebe", title: "Art director", phone: "", seen })).toThrow("As they stand: Tom Achebe, Head of design");
  expect(asItStands().title).toBe("Head of design");
});
