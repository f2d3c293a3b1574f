import { plural } from "../language";
import type { BookingTexts } from "./pl";

const minuteForms = { one: "minute", other: "minutes" };
const dayForms = { one: "day", other: "days" };

export const bookingEn: BookingTexts = {
  title: "Book a visit",
  back: "Back",
  change: "Change",
  chosen: "Chosen so far",
  department: "Department",
  group: "Group of matters",
  cases: { matters: "How many matters", persons: "How many people" },
  building: "Building",
  day: "Day",
  hour: "Time",
  departments: {
    title: "What do you want to do?",
    often: "Booked most often",
    choose: "Or choose a department",
    from: (day) => `open to visitors from ${day}`,
  },
  groups: {
    title: "What do you want to do there?",
    minutes: (minutes) => `about ${minutes}\u00a0min`,
    walkIn: "no booking ahead: times only on the day itself",
    firstDay: (department, day) => `${department} sees people from ${day}. There are no earlier times.`,
  },
  before: {
    title: "Before you book",
    papers: "Bring with you",
    next: "Next: choose a time",
    walkInTitle: "There is no calendar for this matter",
    walkIn: "You take a time on the day itself: scan the sticker at the entrance or choose a building.",
    urgentTitle: "A death can be reported without booking",
  },
  count: {
    title: { matters: "How many matters in one visit?", persons: "How many people is it about?" },
    personsHint: (max) =>
      `Count everybody whom the matter is about, children too. ${max} at most; for a larger family book one more visit.`,
    lasts: (minutes) => `the visit will take about ${minutes}\u00a0min`,
  },
  buildings: {
    title: "Which building?",
    nearest: "Next free time",
    nearestCertain: "Nearest time in a building that we are certain of",
    others: "Other buildings",
    none: "no free times",
    first: (day, hour) => `first time: ${day}, ${hour}`,
  },
  days: {
    title: "Which day?",
    first: "First free time",
    kept: "your present time",
    earlier: "Earlier month",
    later: "Later month",
    weekdays: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
    weekdayNames: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    times: (count) => plural("en", count, { one: "free time", other: "free times" }),
    full: "no free times",
    closed: "closed",
    out: "cannot be booked",
    hint: (day) => `Days with free times have a frame. You can book until ${day}.`,
    none: "There are no free times in the whole calendar",
    noneHint: "Times that are given back return after some minutes. Look again tomorrow or call Poznań Kontakt.",
    noneMonth: "There are no free times in this month.",
    elsewhere: "Look at another building",
    lostDay: "No free times are left on that day. Choose another day; what was typed is kept.",
  },
  hours: {
    title: (day) => `What time? ${day}`,
    morning: "Before noon",
    noon: "After noon",
    hint: (minutes) => `The time that you choose is held for you for ${plural("en", minutes, minuteForms)}.`,
    held: (hour, until) => `We hold ${hour} for you until ${until}.`,
    more: (count: number) => `The other times (${count})`,
    goOn: "Enter your details",
    choose: (hour) => `I choose ${hour}`,
    full: "No free times are left on this day",
    closed: (why) => `Closed on this day: ${why}.`,
    out: "This day cannot be booked",
    latest: (day) => `You can book until ${day}.`,
    earlierDay: "Earlier day",
    laterDay: "Later day",
    month: "The whole month",
    lost: (hour) => `${hour} has just been taken. Choose another time.`,
  },
  entry: {
    add: "Add to calendar",
    summary: (street) => `Visit at the city hall, ${street}`,
    description: (code, comeIn) =>
      `Code of the visit: ${code}. You may come in from ${comeIn}. The page of the visit tells what to bring; there you can change the time or cancel.`,
    where: (matter, hall) => `Matter: ${matter}\nWhere: ${hall}`,
    summaryOff: (summary) => `Called off: ${summary}`,
    descriptionOff: "This visit has been called off. On its page you can book another one.",
  },
  move: {
    title: "Change the time",
    sameDay: "Change the hour",
    hint: "It stays valid until you confirm the new one.",
    check: "Change the time?",
    from: "Now",
    to: "Afterwards",
    submit: (day, hour) => `Change to: ${day}, ${hour}`,
    keep: "Leave it as it is",
    elsewhere: "For another building, book a new visit and then cancel this one.",
    kept: (day, hour) => `Your present time: ${day}, ${hour}.`,
  },
  cancel: {
    title: "Cancel the visit?",
    hint: "While the hour is free, you can undo this.",
    hintFree: "Somebody else gets the time.",
    submit: "Yes, cancel the visit",
    keep: "Keep the visit",
  },
  find: {
    title: "Have a visit code?",
    hint: "Find the visit on another device as well: check the time, change it or cancel the visit.",
    code: "Visit code",
    codeHint: "6 characters from the ticket or the message. Capitals and spaces do not matter.",
    contact: "E-mail or phone number",
    contactHint:
      "The one given when booking. A ticket from a sticker has no contact: with its code alone, call Poznań Kontakt.",
    submit: "Show the visit",
    codeMissing: "Enter the visit code.",
    codeOdd: "A code has 6 letters and digits, for example AB1 2CD.",
    unknown: "There is no visit with this code and contact",
    unknownHint: "Check both. Visits from some time ago are no longer kept.",
  },
  mail: {
    title: "Messages",
    email: (to) => `Confirmation and reminders go to ${to}.`,
    sms: (to) => `Confirmation and reminders go by text message to ${to}.`,
    nowhere: (to) =>
      `The number ${to} takes no text messages, so nothing will be sent to it. Save the code or the address of this page.`,
    abroad: (to) =>
      `No text messages go to ${to}: it is outside the countries that get them. Save the code or the address of this page.`,
    reminders: (to) => `Reminders will go by text message to ${to}.`,
    waiting: "The last message is on its way.",
    sent: "The last message has been sent.",
    late: "The last message has not gone out yet. We keep trying; your visit is valid.",
    unclear:
      "The last message was sent, but nobody has confirmed that it arrived. Your visit is valid: save the code from this page.",
    heldBack: {
      network:
        "No text message was sent: the network from which this visit was booked has caused as many today as it may. Your visit is valid: save the code from this page.",
      repeated:
        "The last message was not sent: this address or number has had many repeated ones today. Your visit is valid; its time and code are on this page.",
      budget:
        "No text message was sent: the office has sent as many today as it may. Your visit is valid: save the code from this page. From tomorrow you can send yourself the confirmation here.",
    },
    reminderHeldBack:
      "The reminder was not sent: the office had sent as many text messages that day as it may. Your visit is valid.",
    again: "Send the confirmation again",
    print: "Print",
    tell: "Notify me on this device",
    tellHint: "We remind you of the visit and tell you when you may come in.",
    told: "This device will be notified of the visit.",
    untell: "Do not notify",
    refused: "The browser does not let this page notify you. You can allow it in the browser's settings.",
    failed: "Notifications could not be switched on. Your visit is valid without them.",
    says: {
      again: "The confirmation is being sent again.",
      "too-soon": "A message is on its way. If it does not arrive in a few minutes, try again.",
      "too-often":
        "The confirmation has been sent several times. Check your spam folder or save the code from this page.",
      network:
        "Not sent: the network from which this visit was booked has caused as many text messages today as it may.",
      budget:
        "Not sent: the office has sent as many text messages today as it may. Try tomorrow or save the code from this page.",
      told: "This device will be notified of the visit.",
      untold: "This device will not be notified.",
      "not-told": "Notifications could not be switched on. Your visit is valid without them.",
    },
  },
  details: {
    title: "Who is the visit for?",
    held: (hour, until) => `You have until ${until}: so long we hold ${hour} for you.`,
    extend: "I need more time",
    soon: (hour) => `We stop holding ${hour} in less than a minute. The button “I need more time” keeps it.`,
    letGo: "I do not want this time",
    notHeld: (hour) =>
      `${hour} is no longer held, but nothing is lost. Send the form and we will check whether it is free.`,
    name: "Name and surname",
    nameHint: "The clerk will ask for your surname. A visit cannot be passed on to somebody else.",
    contact: "E-mail or telephone number",
    contactHint:
      "One of them is enough. We send a confirmation and a reminder, nothing else. Text messages only to mobile numbers.",
    language: "Language of messages",
    next: "Next: check your details",
    privacyTitle: "What we do with your data",
    privacy: (days, missed) =>
      `Name and contact serve this visit only: to confirm it, to remind you and to know you at the counter. The controller is the city hall. The data are removed ${plural("en", days, dayForms)} after the visit, or ${plural("en", missed, dayForms)} if nobody comes to it. You need not give them, but without them no visit can be booked in the calendar; on the day itself you can take a time without giving any data.`,
    privacyMore: "All about privacy",
    noPesel: "We do not ask for a PESEL number.",
    lost: (lost, next) => `${lost} has just been taken. We hold the next one for you: ${next}.`,
    lostNotHeld: (lost, next) => `${lost} has been taken. The next one is ${next}.`,
    errors: "Check what was typed",
    nameMissing: "Enter your name and surname.",
    nameOdd: "Enter your name and surname in letters, at most 100 characters.",
    contactMissing: "Enter an e-mail address or a telephone number.",
    contactOdd: "Enter an e-mail like name@example.com or a telephone number, for example 600 700 800.",
    emailOdd: "Enter the whole e-mail address without spaces, for example name@example.com.",
    emailLetters: "Before the @ an e-mail address has only letters from a to z, without marks. Check it.",
    phoneOdd: "Enter a telephone number: 9 digits, or plus and the country code if it is not Polish.",
    contactTwice: "This is more than one address or number. Which one shall we write to? Leave one.",
    languageOdd: "Choose the language of messages.",
  },
  check: {
    title: "Check and book the visit",
    book: "Book the visit",
    bookHint: "Once you press it the visit is booked. Nothing has to be confirmed by e-mail.",
    noDraft: "Enter your details once more",
    domainAsked: (given, likely) => `Does the address really end in ${given}, and not in ${likely}?`,
    noTexts: "This number takes no text messages, so no confirmation or reminder will be sent to it.",
    noTextsAbroad: (countries) =>
      `No text messages go to this number, so neither a confirmation nor a reminder will come. They go to numbers of these countries: ${countries}. You can give an e-mail address.`,
    textsSpent:
      "The office has sent as many text messages today as it may, so no confirmation will come by text message. You can give an e-mail address or save the code from the ticket.",
    notHeld: (hour) =>
      `${hour} is no longer held, but nothing is lost. Press “Book the visit”: if it is free the visit is booked, if not we show the next time.`,
    booked: "This visit is booked already",
  },
  shares: {
    share: "This network has as many tickets for today as it may have at one time.",
    "share-day":
      "As many visits as one network may book for this day have been booked from this one. Choose another day.",
    "share-bookings": "As many visits as one network may book in a day have been booked from this one.",
    "share-holds":
      "As many times as one network may choose at once are held for this one. In some minutes they will be fewer.",
  },
  problems: {
    cookies:
      "This browser does not accept cookies, and the calendar remembers in one which time is held for you. Switch them on and try again, or call Poznań Kontakt. A time for today can be taken from the sticker without them too.",
    "no-such-start": "There is no such time in the schedule.",
    past: "This time has passed.",
    "not-open-yet": "The department does not see people yet on that day.",
    "booking-not-open": "Booking has not begun yet.",
    closed: "It is closed on that day.",
    "too-far": "It is not possible to book that far ahead.",
    "walk-in-only": "There is no calendar for this matter.",
    "not-today": "This day cannot be booked.",
    "not-served-here": "This matter is not dealt with in this building.",
    "too-many-cases": "That is too much for one visit.",
    paused: "Times are paused now. Visits already booked are valid. Call Poznań Kontakt: 61 646 33 44.",
    limit:
      "There are as many valid tickets for that day from the same device or network as one may have. Cancel one of them or call Poznań Kontakt.",
    "contact-group":
      "This address or number already has as many valid visits for this group of matters as it may have. Cancel one of them or call Poznań Kontakt.",
    "contact-all":
      "This address or number already has as many valid visits as it may have. Cancel one of them or call Poznań Kontakt.",
    "not-saved":
      "We cannot save the visit now. Nothing has changed. Try again in a moment or call Poznań Kontakt: 61 646 33 44.",
    outdated: "This page was opened before an update. Nothing has changed: please try again.",
    "too-often": "This visit has been moved twice in a short while. Its present time stands. Try again a little later.",
    "share-rest":
      "The time that you leave is free for nobody for some minutes up to half an hour, and the network from which this visit was booked already has as many times on that day as it may have. Your time has not changed. Choose another day, try later, or call Poznań Kontakt: 61 646 33 44.",
    "share-late":
      "This visit begins in less than a quarter of an hour, and the network that took it has as many tickets and hours left at the last moment today as it may have. Its time has not changed. If you cannot make it, call Poznań Kontakt: 61 646 33 44.",
    "share-late-day":
      "This visit begins in less than a quarter of an hour, so it can no longer be moved to another day. Its time has not changed. You can choose an hour of the same day, or cancel the visit and book a new one.",
    choose: "Choose a time.",
    "no-more-time": "We cannot hold this time any longer. Send the form: if it is free, it is yours.",
  },
};
